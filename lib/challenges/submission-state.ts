import { AppError } from '#lib/core/errors';

export const submissionStates = [
  'uploaded',
  'checking',
  'queued',
  'scoring',
  'scored',
  'refused',
  'failed',
  'cancelled',
] as const;
export type SubmissionState = (typeof submissionStates)[number];

/**
 * The states that a submission may step into, from each. A step back (checking to uploaded, scoring to queued) is taken
 * when the worker that had it is gone or a fault of ours ended the try; `refused` is the model's fault, `failed` ours. From `failed`
 * an organiser has it tried anew.
 */
const nextStates: Readonly<Record<SubmissionState, readonly SubmissionState[]>> = {
  uploaded: ['checking', 'cancelled'],
  checking: ['queued', 'refused', 'failed', 'cancelled', 'uploaded'],
  queued: ['scoring', 'cancelled'],
  scoring: ['scored', 'refused', 'failed', 'cancelled', 'queued'],
  scored: [],
  refused: [],
  failed: ['uploaded'],
  cancelled: [],
};

/** Whether a submission in state `from` may step into state `to`. */
export function canStep(from: SubmissionState, to: SubmissionState): boolean {
  return nextStates[from].includes(to);
}

/** Refuses a step that is not in the table with AppError `submission-step`. */
export function assertStep(from: SubmissionState, to: SubmissionState): void {
  if (canStep(from, to)) return;
  const possible = nextStates[from].join(', ') || 'nothing: it is final';
  throw new AppError(
    'conflict',
    'submission-step',
    `The submission is ${from}, which cannot become ${to}; what can follow is ${possible}.`,
    { details: { state: from } },
  );
}

/** Whether nothing follows a state by itself. */
export function isFinal(state: SubmissionState): boolean {
  return ['scored', 'refused', 'failed', 'cancelled'].includes(state);
}

/** The stages that a worker works at, and the state in which a submission waits for each. */
export const waitingFor = { checking: 'uploaded', scoring: 'queued' } as const;
export type Stage = keyof typeof waitingFor;
