import type { Db } from '#lib/infra/db/client';
import type { Challenge } from '#lib/infra/db/generated/client';
import { ladderOf } from '../ladder.ts';
import { metrics } from '../metric.ts';
import { summariseScore } from '../score.ts';

/**
 * Writes what the Ladder shows of an entry's scores, in the order in which they were first scored; nothing in a challenge without one.
 * Takes a lock on the entry, so that of two scored at once the later sees the earlier.
 */
export async function climbLadder(tx: Db, entryId: string, challenge: Challenge): Promise<void> {
  const { ladderStep, publicShare, metric } = challenge;
  if (ladderStep === null) return;
  await tx.$queryRaw`SELECT id FROM entries WHERE id = ${entryId}::uuid FOR UPDATE`;
  const scores = await tx.score.findMany({
    where: {
      split: 'test',
      part: publicShare >= 1 ? 'all' : 'public',
      submission: { entryId, state: 'scored' },
    },
    include: {
      submission: { select: { events: { where: { state: 'scored' }, orderBy: { id: 'asc' }, take: 1 } } },
    },
  });
  const { of, lessIsBetter } = metrics[metric];
  const climbing = scores
    .map((score) => ({
      score,
      turn: score.submission.events[0]?.id ?? 0,
      value: of(summariseScore(score))?.error ?? null,
    }))
    .filter((each): each is typeof each & { value: number } => each.value !== null)
    .sort((a, b) => a.turn - b.turn || (a.score.submissionId < b.score.submissionId ? -1 : 1));
  const shown = ladderOf(
    climbing.map(({ value }) => value),
    ladderStep,
    lessIsBetter,
  );
  for (const [at, { score }] of climbing.entries()) {
    if (score.ladder === shown[at]) continue;
    const { submissionId, split, part } = score;
    await tx.score.update({
      where: { submissionId_split_part: { submissionId, split, part } },
      data: { ladder: shown[at] },
    });
  }
}
