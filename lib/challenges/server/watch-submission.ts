import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '#lib/identity/person';
import { isFinal } from '../submission-state.ts';
import { readStatus, type SubmissionStatus } from './read-status.ts';
import { findVisibleSubmission } from './submission-access.ts';

const POLL_MS = 1000;

/**
 * Watches a submission: gives how it stands now and then each change, within about a second, until it is final or the
 * signal aborts. Refuses whom it may not be shown before anything is given.
 */
export async function watchSubmission(
  person: Person | null,
  id: string,
  signal: AbortSignal,
): Promise<AsyncGenerator<SubmissionStatus, void>> {
  await findVisibleSubmission(person, id);
  return changes(id, signal);
}

async function* changes(id: string, signal: AbortSignal): AsyncGenerator<SubmissionStatus, void> {
  let shown = '';
  while (!signal.aborted) {
    const status = await readStatus(id);
    const text = JSON.stringify(status);
    if (text !== shown) yield status;
    shown = text;
    if (isFinal(status.state)) return;
    // An aborted wait ends the loop by its condition.
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
