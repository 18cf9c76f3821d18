import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { releaseLeases } from './release-leases.ts';

/**
 * Gives the units of leases that are over back to everybody and ends their assignments; in one campaign or in all. What
 * somebody is answering this very moment is left for the next run. For the upkeep job and for whoever would go without.
 */
export async function expireLeases({ campaignId }: { campaignId?: string } = {}): Promise<{
  leases: number;
  assignments: number;
}> {
  const leases = await transaction((client) =>
    releaseLeases(
      client,
      `l.expires_at <= now() AND ($1::uuid IS NULL OR EXISTS
       (SELECT FROM assignments a WHERE a.id = l.assignment_id AND a.campaign_id = $1))`,
      [campaignId ?? null],
      'SKIP LOCKED',
    ),
  );
  const { rowCount } = await pool().query(
    `UPDATE assignments SET state = 'expired' WHERE id IN (
       SELECT id FROM assignments
       WHERE state = 'leased' AND expires_at <= now() AND ($1::uuid IS NULL OR campaign_id = $1)
       FOR UPDATE SKIP LOCKED
     )`,
    [campaignId ?? null],
  );
  return { leases, assignments: rowCount ?? 0 };
}
