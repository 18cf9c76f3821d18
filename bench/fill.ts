import type pg from 'pg';

/** ImageNet's first release: so many images over so many nouns. */
export const RELEASE = { images: 3_200_000, nouns: 5_247 };

/** A 32-bit mixing function (Mueller), so that neighbours differ. */
export function scramble(number: number): number {
  let mixed = Math.imul((number >>> 16) ^ number, 0x45d9f3b);
  mixed = Math.imul((mixed >>> 16) ^ mixed, 0x45d9f3b);
  return ((mixed >>> 16) ^ mixed) >>> 0;
}

/** An id made of a number, in the form of those that the product makes. */
export const uuid = (number: number) => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** Drops the indexes that are no constraints; gives the statements that make them again. */
export async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY ($1::text[]::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}
