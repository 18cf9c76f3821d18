import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { SubmissionState } from '../submission-state.ts';

/** A submission that is under way, of any challenge: workers take all of them in one order. */
export interface QueuedSubmission {
  id: string;
  name: string;
  entry: string;
  challenge: { slug: string; title: string };
  state: SubmissionState;
  /** Which try it is; more than one says that a fault of ours ended one. */
  attempt: number;
  since: Date;
  done: number;
  total: number;
  secondsLeft: number | null;
  /** Its parts that workers are at, that wait and that are done; all 0 before it is shared out. */
  parts: { running: number; waiting: number; done: number };
  /** The last sign of life of who is at it; null where it waits. */
  aliveAt: Date | null;
}

/** What workers are at and what waits, in the order in which it came in. At most 200. Organisers only. */
export async function getQueue(person: Person | null): Promise<QueuedSubmission[]> {
  assertRole(person, 'organiser');
  const rows = await db().submission.findMany({
    where: { state: { in: ['uploaded', 'checking', 'queued', 'scoring'] } },
    orderBy: { createdAt: 'asc' },
    take: 200,
    select: {
      id: true,
      name: true,
      state: true,
      attempt: true,
      updatedAt: true,
      progressDone: true,
      progressTotal: true,
      secondsLeft: true,
      entry: { select: { name: true, challenge: { select: { slug: true, title: true } } } },
      shards: { select: { aliveAt: true, doneAt: true } },
      events: { orderBy: { id: 'desc' }, take: 1, select: { at: true } },
    },
  });
  return rows.map(({ entry, shards, events, updatedAt, progressDone, progressTotal, ...row }) => {
    const open = shards.filter(({ doneAt }) => doneAt === null);
    const running = open.filter(({ aliveAt }) => aliveAt !== null);
    const signs = running.map(({ aliveAt }) => aliveAt?.getTime() ?? 0);
    return {
      ...row,
      entry: entry.name,
      challenge: entry.challenge,
      since: events[0]?.at ?? updatedAt,
      done: progressDone,
      total: progressTotal,
      parts: {
        running: running.length,
        waiting: open.length - running.length,
        done: shards.length - open.length,
      },
      aliveAt: signs.length > 0 ? new Date(Math.max(...signs)) : row.state === 'checking' ? updatedAt : null,
    };
  });
}
