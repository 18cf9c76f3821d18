import type { Db } from '#lib/infra/db/client';
import { stretchAround } from '../calendar.ts';
import { phasesAround } from '../challenge-phase.ts';
import { type Quota, quotaAt } from '../quota.ts';
import type { FoundChallenge } from './find-challenge.ts';

/** What an entry has left of its submissions at a moment. */
export async function countQuota(
  tx: Db,
  entryId: string,
  { phases, timeZone }: Pick<FoundChallenge, 'phases' | 'timeZone'>,
  now: Date,
): Promise<Quota> {
  const { open } = phasesAround(phases, now);
  if (!open) return quotaAt([], phases, timeZone, now);
  // Nothing older counts in any of its quotas.
  const since = open.totalQuota === null ? stretchAround('week', now, timeZone).from : open.opensAt;
  const submissions = await tx.submission.findMany({
    where: { entryId, createdAt: { gte: since } },
    select: {
      state: true,
      createdAt: true,
      events: { where: { state: 'scoring' }, take: 1, select: { id: true } },
    },
  });
  const counted = submissions.map(({ state, createdAt, events }) => ({
    state,
    createdAt,
    scoringBegan: events.length > 0,
  }));
  return quotaAt(counted, phases, timeZone, now);
}
