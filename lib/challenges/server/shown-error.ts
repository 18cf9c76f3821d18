import type { Challenge } from '#lib/infra/db/generated/client';
import type { ShownScores } from '../score-shown.ts';

/**
 * The top-1 error that is shown of a score of the part that is shown; null where there is none, and where the Ladder goes by another
 * metric.
 */
export function shownErrorOf(
  { metric }: Pick<Challenge, 'metric'>,
  { ladder }: ShownScores,
  score: { top1Error: number; ladder: number | null } | undefined,
): number | null {
  if (score === undefined) return null;
  if (!ladder) return score.top1Error;
  return metric === 'top1Error' ? score.ladder : null;
}
