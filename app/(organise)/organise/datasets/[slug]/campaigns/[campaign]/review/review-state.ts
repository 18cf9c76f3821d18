import type { ReviewChange, ReviewNoun, ReviewPage, ReviewUnit } from '#lib/labelling/review';

/** What was done with a unit on this page. */
export type ReviewOutcome =
  | { kind: 'decided'; answer: string }
  /** Put off for later. */
  | { kind: 'off' }
  /** Further people are asked about it. */
  | { kind: 'asked' }
  /** Its label is kept, its flags are resolved. */
  | { kind: 'kept' };

/** A page of the review desk while it is worked through. */
export interface ReviewState {
  units: readonly ReviewUnit[];
  /** By id. */
  nouns: Readonly<Record<string, ReviewNoun>>;
  /** What others changed of a unit since it was loaded, by its id. */
  news: ReadonlyMap<number, readonly ReviewChange[]>;
  /** By id of the unit. */
  outcomes: ReadonlyMap<number, ReviewOutcome>;
  /** Units whose outcome can be taken back, the last one last. */
  steps: readonly number[];
  /** The unit that the keys are for. */
  current: number;
}

export type ReviewAction =
  | { type: 'go'; id: number }
  | { type: 'done'; id: number; outcome: ReviewOutcome }
  | { type: 'back'; id: number }
  /** The server refused what was done with this unit: it is to be looked at again. */
  | { type: 'refused'; id: number }
  /** A unit as it stands by now, with what others changed of it since it was loaded. */
  | {
      type: 'renewed';
      id: number;
      unit: ReviewUnit;
      nouns: Readonly<Record<string, ReviewNoun>>;
      news: readonly ReviewChange[];
    };

export function startReview({ units, nouns }: Pick<ReviewPage, 'units' | 'nouns'>): ReviewState {
  return { units, nouns, news: new Map(), outcomes: new Map(), steps: [], current: units[0]?.id ?? 0 };
}

export function reviewReducer(state: ReviewState, action: ReviewAction): ReviewState {
  const { id } = action;
  switch (action.type) {
    case 'go':
      return state.current === id ? state : { ...state, current: id };
    case 'done': {
      const { kind } = action.outcome;
      const outcomes = new Map(state.outcomes).set(id, action.outcome);
      const steps = kind === 'decided' || kind === 'off' ? [...state.steps, id] : state.steps;
      return { ...state, outcomes, steps, current: nextOpen(state.units, outcomes, id) };
    }
    case 'back':
      return { ...without(state, id), current: id };
    case 'refused': {
      const open = without(state, id);
      // Whoever looks at another one by now stays there.
      return open.outcomes.has(open.current) ? { ...open, current: id } : open;
    }
    case 'renewed': {
      const { unit, nouns, news } = action;
      return {
        ...state,
        // It stays beside the units that it was loaded with, whatever is in question by now.
        units: state.units.map((one) => (one.id === id ? { ...unit, question: one.question } : one)),
        nouns: { ...state.nouns, ...nouns },
        news: news.length > 0 ? new Map(state.news).set(id, news) : state.news,
      };
    }
  }
}

/** The next unit of which nothing is said, after this one or from the first on; this one where there is none. */
function nextOpen(
  units: readonly ReviewUnit[],
  outcomes: ReadonlyMap<number, ReviewOutcome>,
  id: number,
): number {
  const place = units.findIndex((unit) => unit.id === id);
  const others = [...units.slice(place + 1), ...units.slice(0, place)];
  return others.find((unit) => !outcomes.has(unit.id))?.id ?? id;
}

function without(state: ReviewState, id: number): ReviewState {
  const outcomes = new Map(state.outcomes);
  outcomes.delete(id);
  return { ...state, outcomes, steps: state.steps.filter((step) => step !== id) };
}
