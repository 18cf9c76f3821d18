import type { CampaignKind } from '#lib/labelling/answers';
import type { AskedNoun, LeasedUnit } from '#lib/labelling/assignment';
import type { Qualification, QualificationResult, QuizFeedback } from '#lib/labelling/qualification';
import type { VoteInput } from '#lib/labelling/vote';

/** What is asked at once: for verify the units of one noun, for classify one unit. */
export interface QuizPage {
  key: string;
  noun?: AskedNoun;
  units: readonly LeasedUnit[];
}

export type QuizPhase = 'intro' | 'asking' | 'sending' | 'told' | 'passed' | 'failed' | 'used-up';

export interface QuizState {
  kind: CampaignKind;
  phase: QuizPhase;
  /** The round that is answered. */
  round: Qualification;
  /** The page that is asked, or that was answered last. */
  page: QuizPage | undefined;
  votes: readonly VoteInput[];
  feedback: readonly QuizFeedback[];
  /** What follows once the feedback was read. */
  next: Qualification | null;
  /** Of the round, with what was told. */
  answered: number;
  right: number;
  /** Why the answers could not be sent, in words. */
  trouble: string | null;
}

export type QuizAction =
  | { type: 'begin' }
  | { type: 'send'; votes: readonly VoteInput[] }
  | { type: 'tell'; result: QualificationResult }
  | { type: 'fail'; message: string }
  /** The feedback, or the end of a round, was read. */
  | { type: 'go-on' };

/** Where somebody stands who opens the page. */
export function startQuiz({ kind, round }: { kind: CampaignKind; round: Qualification }): QuizState {
  return {
    kind,
    phase: round.state === 'out-of-gold' ? 'used-up' : 'intro',
    round,
    page: pageOf(kind, round),
    votes: [],
    feedback: [],
    next: null,
    answered: round.answered,
    right: round.right,
    trouble: null,
  };
}

export function quizReducer(state: QuizState, action: QuizAction): QuizState {
  switch (action.type) {
    case 'begin':
      return { ...state, phase: 'asking' };
    case 'send':
      return { ...state, phase: 'sending', votes: action.votes, trouble: null };
    case 'tell': {
      const { feedback, next } = action.result;
      return {
        ...state,
        phase: 'told',
        feedback,
        next,
        answered: state.answered + feedback.length,
        right: state.right + feedback.filter(({ right }) => right).length,
      };
    }
    case 'fail':
      return { ...state, trouble: action.message };
    case 'go-on':
      return goOn(state);
  }
}

function goOn(state: QuizState): QuizState {
  const { kind, phase, round, next } = state;
  if (phase === 'failed' && next) return { ...startQuiz({ kind, round: next }), phase: 'asking' };
  if (phase !== 'told' || !next) return state;
  if (next.state === 'out-of-gold') return { ...state, phase: 'used-up' };
  if (next.state !== 'asked') return { ...state, phase: 'passed' };
  if (next.failed > round.failed) return { ...state, phase: 'failed' };
  return { ...state, phase: 'asking', round: next, page: pageOf(kind, next), feedback: [], next: null };
}

/** The next page of what a round has left: of a verify round all units of the noun of its first. */
function pageOf(kind: CampaignKind, { units, nouns }: Qualification): QuizPage | undefined {
  const [first] = units;
  if (!first) return undefined;
  const key = String(first.id);
  if (kind === 'classify' || first.synset === undefined) return { key, units: [first] };
  const asked = units.filter(({ synset }) => synset === first.synset);
  const noun = nouns[first.synset];
  return { key, units: asked, ...(noun && { noun }) };
}
