import { pool } from '#lib/infra/db/client';

/**
 * How many units of each of these campaigns have a flag that nobody has looked at, by slug; campaigns without any are left out.
 * Reads those flags alone.
 */
export async function countFlagged(slugs: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ slug: string; units: number }>(
    `SELECT c.slug, count(DISTINCT f.unit_id)::int AS units
     FROM flags f JOIN units u ON u.id = f.unit_id JOIN campaigns c ON c.id = u.campaign_id
     WHERE f.resolved_at IS NULL AND c.slug = ANY($1) GROUP BY 1`,
    [slugs],
  );
  return new Map(rows.map(({ slug, units }) => [slug, units]));
}
