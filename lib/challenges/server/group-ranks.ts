import { db } from '#lib/infra/db/client';
import { compareBits } from '#lib/scoring/metrics/image-bits';
import { exactMcNemar } from '#lib/scoring/metrics/mcnemar';
import { type MetricName, metrics } from '../metric.ts';
import { rankGroups } from '../rank-groups.ts';
import type { ScorePart } from '../score.ts';

/** Below them a group says little, and the bits of all are read at once. */
const MOST = 500;

/**
 * The rank groups of a board, by submission: who is not told from the group's first by the exact test of McNemar on the images of
 * the part. None by a metric that is no share of images, nor of who has no rank.
 */
export async function groupRanks(
  rows: readonly { submissionId: string; rank: number | null }[],
  part: ScorePart,
  metric: MetricName,
): Promise<Map<string, number>> {
  const ranked = rows.filter(({ rank }) => rank !== null).slice(0, MOST);
  const right = await readRightImages(
    ranked.map(({ submissionId }) => submissionId),
    part,
    metric,
  );
  // What was scored before right images were kept has none until it is computed again.
  const tested = ranked.flatMap(({ submissionId }) => {
    const bits = right.get(submissionId);
    return bits ? [{ submissionId, bits }] : [];
  });
  const groups = rankGroups(tested, (first, other) => {
    const { onlyFirst, onlySecond } = compareBits(first.bits, other.bits);
    return exactMcNemar(onlyFirst, onlySecond);
  });
  return new Map(tested.map(({ submissionId }, at) => [submissionId, groups[at] as number]));
}

/** Which images of a part each submission has right, by the guesses that a metric counts; nothing by a metric that counts none. */
export async function readRightImages(
  submissionIds: readonly string[],
  part: ScorePart,
  metric: MetricName,
): Promise<Map<string, Uint8Array>> {
  const { counts } = metrics[metric];
  if (counts === null || submissionIds.length === 0) return new Map();
  const rows = await db().rightImages.findMany({
    where: { submissionId: { in: [...submissionIds] }, part },
    select: { submissionId: true, top1: counts === 'top1', top5: counts === 'top5' },
  });
  return new Map(
    rows.flatMap((row) => {
      const bits = row[counts];
      return bits ? [[row.submissionId, bits] as const] : [];
    }),
  );
}
