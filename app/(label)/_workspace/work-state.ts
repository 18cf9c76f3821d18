import type { CampaignKind } from '#lib/labelling/answers';
import type { AskedNoun, Assignment, LeasedUnit } from '#lib/labelling/assignment';
import type { FlagReason } from '#lib/labelling/flag-reason';
import type { VoteInput } from '#lib/labelling/vote';

/** What is asked at once: for verify all units of an assignment, for classify one of them. */
export interface WorkPage {
  key: string;
  assignmentId: string;
  /** Until when it may be shown, in milliseconds of this browser's clock. */
  freshUntil: number;
  noun?: AskedNoun;
  units: readonly LeasedUnit[];
  /** What was answered before it was taken back. */
  before?: readonly VoteInput[];
}

/** A page that was answered. */
export interface AnsweredPage {
  page: WorkPage;
  votes: readonly VoteInput[];
}

/** What the organisers are told of a unit. */
export interface Told {
  reason: FlagReason;
  comment: string;
}

export interface WorkState {
  /** The page that is asked, then those that wait behind it. */
  pages: readonly WorkPage[];
  /** The pages answered last, which may be taken back. */
  answered: readonly AnsweredPage[];
  /** Whether the server has more: not known, being asked, or nothing when it was last asked. */
  more: 'unknown' | 'asking' | 'none';
  /** Votes given since the workspace was opened. */
  given: number;
  /** Votes that wait in the browser for the server. */
  unsent: number;
  /** Whether the server could not be reached when votes were last on their way. */
  cutOff: boolean;
  /** What the organisers were told since the workspace was opened, by unit. */
  told: ReadonlyMap<number, Told>;
  /** Why the next page cannot be had, in words. */
  trouble: string | null;
  /** The code of that refusal, where the server gave one. */
  refusal: string;
}

export type WorkAction =
  | { type: 'ask' }
  | { type: 'leased'; pages: readonly WorkPage[] }
  /** The first page is done with, `votes` of it given; of those behind it, what is stale at `now` falls away. */
  | { type: 'leave'; votes: readonly VoteInput[]; now: number }
  /** The page answered last is asked again. */
  | { type: 'take-back'; now: number }
  | { type: 'unsent'; votes: number }
  | { type: 'cut-off'; cutOff: boolean }
  /** The organisers are told of a unit, or no longer. */
  | { type: 'tell'; unitId: number; told?: Told }
  | { type: 'fail'; message: string; code?: string }
  | { type: 'look-again' }
  /** Pages of which all units are among these fall away. */
  | { type: 'drop'; unitIds: ReadonlySet<number> };

/** A minute less than a lease lasts; counted from its arrival, since the browser's clock may be wrong. */
const FRESH_MS = 14 * 60_000;

/** How many pages may be taken back, one after the other. */
const KEPT_ANSWERED = 10;

export const startState: WorkState = {
  pages: [],
  answered: [],
  more: 'unknown',
  given: 0,
  unsent: 0,
  cutOff: false,
  told: new Map(),
  trouble: null,
  refusal: '',
};

export function workReducer(state: WorkState, action: WorkAction): WorkState {
  switch (action.type) {
    case 'ask':
      return { ...state, more: 'asking', trouble: null };
    case 'leased':
      return {
        ...state,
        pages: [...state.pages, ...action.pages],
        more: action.pages.length === 0 ? 'none' : 'unknown',
        trouble: null,
      };
    case 'leave': {
      const [page, ...behind] = state.pages;
      const pages = behind.filter(({ freshUntil }) => freshUntil > action.now);
      const { votes } = action;
      const answered =
        page && votes.length > 0
          ? [...state.answered, { page, votes }].slice(-KEPT_ANSWERED)
          : state.answered;
      return { ...state, pages, answered, given: state.given + votes.length };
    }
    case 'take-back': {
      const last = state.answered.at(-1);
      if (!last) return state;
      // Another key: it is asked anew.
      const freshUntil = action.now + FRESH_MS;
      const page = { ...last.page, key: `${last.page.key}+`, before: last.votes, freshUntil };
      return {
        ...state,
        pages: [page, ...state.pages],
        answered: state.answered.slice(0, -1),
        given: state.given - last.votes.length,
      };
    }
    case 'unsent':
      return { ...state, unsent: action.votes };
    case 'cut-off':
      return { ...state, cutOff: action.cutOff };
    case 'tell': {
      const told = new Map(state.told);
      if (action.told) told.set(action.unitId, action.told);
      else told.delete(action.unitId);
      return { ...state, told };
    }
    case 'fail':
      return { ...state, more: 'unknown', trouble: action.message, refusal: action.code ?? '' };
    case 'look-again':
      return { ...state, more: 'unknown', trouble: null };
    case 'drop': {
      const gone = ({ units }: WorkPage) => units.every(({ id }) => action.unitIds.has(id));
      return { ...state, pages: state.pages.filter((page) => !gone(page)) };
    }
  }
}

export type Phase = 'asking' | 'waiting' | 'stopped' | 'finished';

/** What the labeler meets: a question, a moment's wait, a fault, or the end. */
export function phaseOf({ pages, more, trouble }: WorkState): Phase {
  if (pages.length > 0) return 'asking';
  if (trouble !== null) return 'stopped';
  return more === 'none' ? 'finished' : 'waiting';
}

/** An assignment that came at `now` as the pages that it is asked in. */
export function pagesOf(assignment: Assignment | null, kind: CampaignKind, now: number): WorkPage[] {
  if (!assignment) return [];
  const { id: assignmentId, units, noun } = assignment;
  const page = { assignmentId, freshUntil: now + FRESH_MS, ...(noun && { noun }) };
  if (kind === 'verify') return [{ ...page, key: assignmentId, units }];
  return units.map((unit) => ({ ...page, key: `${assignmentId}/${unit.id}`, units: [unit] }));
}
