import { AppError } from '#lib/core/errors';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/**
 * The states that an import, export or freeze may step into, from each. One whose worker is gone stays running and is
 * taken up by another.
 */
const nextStates: Readonly<Record<JobState, readonly JobState[]>> = {
  queued: ['running'],
  running: ['done', 'failed', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
};

/** Whether nothing follows a state. */
export function isOver(state: JobState): boolean {
  return nextStates[state].length === 0;
}

/** Refuses a step that is not in the table with AppError `job-step`; gives the new state. */
export function stepJob(from: JobState, to: JobState): JobState {
  if (nextStates[from].includes(to)) return to;
  const possible = nextStates[from].join(', ') || 'nothing: it is over';
  throw new AppError(
    'conflict',
    'job-step',
    `The job is ${from}, which cannot become ${to}; what can follow is ${possible}.`,
    { details: { state: from } },
  );
}
