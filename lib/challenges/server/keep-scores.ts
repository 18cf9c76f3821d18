import { isDeepStrictEqual } from 'node:util';
import type { Db } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import type { ScorePart } from '../score.ts';
import type { PartScore, ScoreRow } from './sum-score.ts';

const split = 'test' as const;

/**
 * Writes a submission's scores on the held-out images, all parts at once, in place of those before, which stay in past_scores
 * where they were others; gives the parts whose score is another than before.
 */
export async function keepScores(
  tx: Db,
  submissionId: string,
  sums: readonly PartScore[],
  missing: number,
): Promise<Set<ScorePart>> {
  const before = await tx.score.findMany({ where: { submissionId, split } });
  const changed = new Set<ScorePart>();
  for (const { score, right } of sums) {
    const old = before.find(({ part }) => part === score.part);
    const metrics = old?.images === score.images ? withLogLoss(score.metrics, old.metrics) : score.metrics;
    await keepRight(tx, submissionId, score.part, right);
    if (old && old.missing === missing && isDeepStrictEqual(old.metrics, metrics)) continue;
    changed.add(score.part);
    if (old) await keepPast(tx, old);
    const { part, ...data } = { ...score, metrics, missing };
    await tx.score.upsert({
      where: { submissionId_split_part: { submissionId, split, part } },
      create: { submissionId, split, part, ...data },
      update: { ...data, scoredAt: new Date() },
    });
  }
  for (const old of before) {
    if (sums.some(({ score }) => score.part === old.part)) continue;
    changed.add(old.part);
    await keepPast(tx, old);
    await tx.score.delete({ where: { submissionId_split_part: { submissionId, split, part: old.part } } });
    await tx.rightImages.deleteMany({ where: { submissionId, part: old.part } });
  }
  return changed;
}

async function keepRight(
  tx: Db,
  submissionId: string,
  part: ScorePart,
  right: PartScore['right'],
): Promise<void> {
  await tx.rightImages.upsert({
    where: { submissionId_part: { submissionId, part } },
    create: { submissionId, part, ...right },
    update: right,
  });
}

type Kept = Omit<ScoreRow, 'metrics'> & {
  submissionId: string;
  missing: number;
  metrics: unknown;
  scoredAt: Date;
};

async function keepPast(
  tx: Db,
  { submissionId, part, images, missing, top1Error, top5Error, metrics, scoredAt }: Kept,
) {
  const old = { submissionId, part, images, missing, top1Error, top5Error, scoredAt };
  await tx.pastScore.create({ data: { ...old, metrics: metrics as Prisma.InputJsonObject } });
}

type Json = Prisma.InputJsonObject;

/** The metrics with the log loss of those before, where they have none. */
function withLogLoss(metrics: Json, before: unknown): Json {
  const old = (before ?? {}) as { logLoss?: number | null; confidence?: Record<string, Json> };
  if (typeof old.logLoss !== 'number' || typeof metrics.logLoss === 'number') return metrics;
  const interval = old.confidence?.logLoss;
  const confidence = { ...(metrics.confidence as Json), ...(interval && { logLoss: interval }) };
  return { ...metrics, logLoss: old.logLoss, confidence };
}
