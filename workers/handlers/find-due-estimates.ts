import { findDueEstimates } from '#lib/labelling/server/find-due-estimates';

/** Has the campaigns estimated that have votes enough for it. */
export async function handle(): Promise<void> {
  await findDueEstimates();
}
