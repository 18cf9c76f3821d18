import { recoverAssistants } from '#lib/labelling/server/recover-assistants';

/** Puts back assistants whose job was lost. */
export async function handle(): Promise<void> {
  await recoverAssistants();
}
