import type { Db } from '#lib/infra/db/client';
import { type Quota, quotaAt, startOfDay } from '../quota.ts';

/** What an entry has left of its submissions today. */
export async function countQuota(tx: Db, entryId: string, daily: number, now: Date): Promise<Quota> {
  const submissions = await tx.submission.findMany({
    where: { entryId, createdAt: { gte: startOfDay(now) } },
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
  return quotaAt(counted, daily, now);
}
