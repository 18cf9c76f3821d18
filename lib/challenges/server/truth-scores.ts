import type { Db } from '#lib/infra/db/client';

/**
 * Keeps what a submission's model gave to the truth of each held-out image, in the order of its prediction file, for whoever computes its
 * score again. As secret as the labels: with the predictions it tells them.
 */
export async function keepTruthScores(
  tx: Db,
  submissionId: string,
  truthScores: Float32Array | null,
): Promise<void> {
  if (!truthScores) {
    await tx.truthScores.deleteMany({ where: { submissionId } });
    return;
  }
  const bytes = new Uint8Array(truthScores.slice().buffer);
  await tx.truthScores.upsert({
    where: { submissionId },
    create: { submissionId, scores: bytes },
    update: { scores: bytes },
  });
}

/** The same again; null where none were kept. */
export async function readTruthScores(tx: Db, submissionId: string): Promise<Float32Array | null> {
  const row = await tx.truthScores.findUnique({ where: { submissionId } });
  // A copy, so that it is aligned.
  return row && new Float32Array(Uint8Array.from(row.scores).buffer);
}
