import { recoverSubmissions } from '#lib/challenges/server/recover-submissions';

/** Puts back the submissions of workers that are gone. */
export async function handle(): Promise<void> {
  await recoverSubmissions();
}
