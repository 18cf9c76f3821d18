import { AppError } from '#lib/core/errors';

/** What makes or changes a label; by votes those alone that had been changed before. */
export const labelCauses = ['review', 'undo', 'estimate', 'withdrawal', 'opinion', 'gold', 'vote'] as const;
export type LabelCause = (typeof labelCauses)[number];

export const unitStates = ['open', 'settled', 'contested'] as const;
export type UnitState = (typeof unitStates)[number];

/** The states that a unit may step into, from each: review settles what was contested, withdrawn votes reopen. */
const nextStates: Readonly<Record<UnitState, readonly UnitState[]>> = {
  open: ['settled', 'contested'],
  contested: ['settled', 'open'],
  settled: ['open'],
};

/** Refuses a step that is not in the table with AppError `unit-step`; gives the new state. */
export function stepUnit(from: UnitState, to: UnitState): UnitState {
  if (nextStates[from].includes(to)) return to;
  throw new AppError(
    'conflict',
    'unit-step',
    `The unit is ${from}, which cannot become ${to}; what can follow is ${nextStates[from].join(' or ')}.`,
    { details: { state: from } },
  );
}

/** Where a unit stands. */
interface Label {
  state: UnitState;
  answer: string | null;
}

/**
 * The state of a unit whose label is made anew: it steps there by way of open where it was settled or contested otherwise. Refuses
 * what `stepUnit` refuses.
 */
export function restate(from: Label, to: Label): UnitState {
  if (from.state === to.state && from.answer === to.answer) return to.state;
  const open = from.state === 'open' ? from.state : stepUnit(from.state, 'open');
  return to.state === 'open' ? open : stepUnit(open, to.state);
}
