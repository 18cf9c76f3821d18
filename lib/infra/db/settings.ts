import { db } from './client.ts';

/** What this installation remembers under a key; undefined where it remembers nothing. */
export async function readSetting(key: string): Promise<unknown> {
  const row = await db().setting.findUnique({ where: { key } });
  return row?.value ?? undefined;
}

/** Remembers a value under a key, in place of the one before. */
export async function writeSetting(key: string, value: object): Promise<void> {
  await db().setting.upsert({ where: { key }, update: { value }, create: { key, value } });
}
