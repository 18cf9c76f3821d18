import type { VoteInput } from '#lib/labelling/vote';

/** One thing to learn by doing it. */
export interface LessonStep<Page> {
  page: Page;
  /** What to do, by hand; `keys` says it once more for the keyboard. */
  task: string;
  keys: string;
  /** What is wrong with an answer, in words; null where it is right. */
  judge: (votes: readonly VoteInput[]) => string | null;
  /** It is done by taking the last page back. */
  takesBack?: true;
  /** It shows what the step before the last was answered with. */
  again?: true;
}

export interface LessonState {
  /** The place of the step that is done now; past the last once all are. */
  at: number;
  /** How often a page was shown, so that each is shown anew. */
  shown: number;
  /** What the page was answered with before. */
  before?: readonly VoteInput[];
  /** What was said of the last answer. */
  remark: string | null;
  /** The answer that was right last. */
  last: readonly VoteInput[];
}

export type LessonAction = { type: 'send'; votes: readonly VoteInput[] } | { type: 'undo' };

export const startLesson: LessonState = { at: 0, shown: 0, remark: null, last: [] };

/** The tutorial: a step is left only once what it asks for was done. */
export function lessonReducer<Page>(
  steps: readonly LessonStep<Page>[],
  state: LessonState,
  action: LessonAction,
): LessonState {
  const step = steps[state.at];
  if (!step) return state;
  if (action.type === 'undo') return step.takesBack ? advance(steps, state, state.last) : state;
  const remark = step.judge(action.votes);
  if (remark === null) return advance(steps, state, action.votes);
  return { ...state, shown: state.shown + 1, before: action.votes, remark };
}

function advance<Page>(
  steps: readonly LessonStep<Page>[],
  state: LessonState,
  last: readonly VoteInput[],
): LessonState {
  const at = state.at + 1;
  const again = steps[at]?.again === true;
  return { at, shown: state.shown + 1, remark: null, last, ...(again && { before: last }) };
}
