import { recoverMoves } from '#lib/labelling/server/recover-moves';

/** Puts moves of votes back into the queue that lost them. */
export async function handle(): Promise<void> {
  await recoverMoves();
}
