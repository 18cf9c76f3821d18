import type { ReviewUnit } from '#lib/labelling/review';

/** What was done with a unit: decided, or put off for later. */
export interface ReviewStep {
  unit: ReviewUnit;
  answer: string | null;
}

/** A page of the review desk while it is worked through; the first unit of the queue is looked at. */
export interface ReviewState {
  queue: readonly ReviewUnit[];
  /** The steps that can be taken back, the last one last. */
  steps: readonly ReviewStep[];
}

export type ReviewAction =
  /** The first unit is decided by `answer`, or put off. */
  | { type: 'step'; answer: string | null }
  /** The first unit leaves for good. */
  | { type: 'leave' }
  | { type: 'back' }
  /** The server refused what was done with this unit: it is looked at again. */
  | { type: 'refused'; unit: ReviewUnit };

export function startReview(units: readonly ReviewUnit[]): ReviewState {
  return { queue: units, steps: [] };
}

export function reviewReducer(state: ReviewState, action: ReviewAction): ReviewState {
  const { queue, steps } = state;
  const [unit, ...rest] = queue;
  switch (action.type) {
    case 'step':
      return unit ? { queue: rest, steps: [...steps, { unit, answer: action.answer }] } : state;
    case 'leave':
      return { queue: rest, steps };
    case 'back': {
      const last = steps.at(-1);
      return last ? { queue: [last.unit, ...queue], steps: steps.slice(0, -1) } : state;
    }
    case 'refused': {
      const { id } = action.unit;
      return {
        queue: [action.unit, ...queue.filter((one) => one.id !== id)],
        steps: steps.filter((step) => step.unit.id !== id),
      };
    }
  }
}
