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
  /** How many units that are not on this page are contested about a question, its answers joined by /. */
  elsewhere: ReadonlyMap<string, number>;
  /** What others changed of a unit since it was loaded, by its id. */
  news: ReadonlyMap<number, readonly ReviewChange[]>;
  /** By id of the unit. */
  outcomes: ReadonlyMap<number, ReviewOutcome>;
  /** Units whose outcome can be taken back, the last one last. */
  steps: readonly number[];
  /** The unit that the keys are for. */
  current: number;
}

export type LoadedPage = Pick<ReviewPage, 'units' | 'nouns' | 'questions'>;

export type ReviewAction =
  | { type: 'go'; id: number }
  | { type: 'done'; id: number; outcome: ReviewOutcome }
  /** Further people are asked about all units of a question; here these. */
  | { type: 'asked'; question: readonly string[]; ids: readonly number[] }
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

export function startReview({ units, nouns, questions }: LoadedPage): ReviewState {
  const state = { units, nouns, news: new Map(), outcomes: new Map(), steps: [], current: units[0]?.id ?? 0 };
  const elsewhere = questions.map(({ question, contested }): [string, number] => [
    question.join('/'),
    contested - contestedHere(state, question).length,
  ]);
  return { ...state, elsewhere: new Map(elsewhere) };
}

export function reviewReducer(state: ReviewState, action: ReviewAction): ReviewState {
  if (action.type === 'asked') return withAsked(state, action.question, action.ids);
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

function withAsked(state: ReviewState, question: readonly string[], ids: readonly number[]): ReviewState {
  const { units, current } = state;
  const asked = units.filter(({ id }) => ids.includes(id));
  const outcomes = new Map(state.outcomes);
  for (const { id } of asked) outcomes.set(id, { kind: 'asked' });
  return {
    ...state,
    outcomes,
    steps: state.steps.filter((step) => outcomes.get(step)?.kind !== 'asked'),
    elsewhere: new Map(state.elsewhere).set(question.join('/'), 0),
    current: outcomes.has(current) ? nextOpen(units, outcomes, current) : current,
  };
}

/** The units of a question on this page that are contested still; what was put off is. */
export function contestedHere(
  { units, outcomes }: Pick<ReviewState, 'units' | 'outcomes'>,
  question: readonly string[],
): ReviewUnit[] {
  return units.filter((unit) => isAbout(unit, question) && stillContested(unit, outcomes.get(unit.id)));
}

/** How many units of a question are contested still, on all pages. */
export function contestedInAll(state: ReviewState, question: readonly string[]): number {
  return contestedHere(state, question).length + (state.elsewhere.get(question.join('/')) ?? 0);
}

const isAbout = (unit: ReviewUnit, question: readonly string[]) =>
  unit.question.join('/') === question.join('/');

const stillContested = ({ state }: ReviewUnit, outcome: ReviewOutcome | undefined) =>
  state === 'contested' && (outcome === undefined || outcome.kind === 'off');

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
