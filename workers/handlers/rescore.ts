import { recomputeScores } from '#lib/challenges/server/recompute-scores';

export async function handle({
  challenge,
  submissionId,
}: {
  challenge: string;
  submissionId?: string;
}): Promise<void> {
  await recomputeScores(challenge, { submissionId });
}
