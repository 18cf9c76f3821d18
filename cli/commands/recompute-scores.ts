import { printResult } from '../output.ts';
import { connectToRunningDatabase } from '../running-database.ts';

/** `imagenest admin recompute-scores`: computes a challenge's scores again out of the kept predictions. */
export async function recomputeScoresCommand(challenge: string, options: { json?: boolean }): Promise<void> {
  await connectToRunningDatabase();
  const { closeDb } = await import('#lib/infra/db/client');
  const { recomputeScores } = await import('#lib/challenges/server/recompute-scores');
  try {
    printResult({ challenge, ...(await recomputeScores(challenge)) }, options);
  } finally {
    await closeDb();
  }
}
