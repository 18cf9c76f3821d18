import { isFinal, type SubmissionState } from '#lib/challenges/submission-state';

export interface StateEvent {
  state: SubmissionState;
  at: Date | string;
}

export interface StateStep {
  label: string;
  state: 'done' | 'now' | 'next' | 'failed';
  at?: Date | string;
}

/** The way from upload to score: what each step is called while it goes on and when it is done, and what it leads to. */
const way = [
  { now: 'Uploading', done: 'Uploaded', state: undefined, to: 'uploaded' },
  { now: 'Checking', done: 'Checked', state: 'checking', to: 'queued' },
  { now: 'In the queue', done: 'Taken up', state: 'queued', to: 'scoring' },
  { now: 'Scoring', done: 'Scored', state: 'scoring', to: 'scored' },
] as const;

const ends: Partial<Record<SubmissionState, string>> = {
  refused: 'Refused',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** How many steps of the way are done in a state that is not an end beside it. */
const stepsDone: Partial<Record<SubmissionState, number>> = {
  uploaded: 1,
  checking: 1,
  queued: 2,
  scoring: 3,
  scored: 4,
};

/**
 * The steps of a submission's life with the time of each, out of its events, oldest first, and its state now. One that was
 * refused, failed or cancelled ends with the step that it was at.
 */
export function stateSteps(events: readonly StateEvent[], state: SubmissionState): StateStep[] {
  const firstAt = (wanted: SubmissionState) => events.find((event) => event.state === wanted)?.at;
  const lastAt = (wanted: SubmissionState) => events.findLast((event) => event.state === wanted)?.at;
  const end = ends[state];
  const before = end === undefined ? state : events.findLast((event) => !isFinal(event.state))?.state;
  const done = stepsDone[before ?? 'uploaded'] ?? 1;
  const steps = way.map((step, index): StateStep => {
    if (index < done) return { label: step.done, state: 'done', at: firstAt(step.to) };
    if (index > done) return { label: step.done, state: 'next' };
    return { label: step.now, state: 'now', at: step.state && lastAt(step.state) };
  });
  if (end === undefined) return steps;
  return [...steps.slice(0, done), { label: end, state: 'failed', at: lastAt(state) }];
}
