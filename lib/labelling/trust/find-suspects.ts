import { alwaysTheSame } from './always-the-same.ts';
import { type AnswerEvidence, hasTwo, weighAnswers } from './answer-evidence.ts';
import { type Competence, factor } from './competence.ts';
import { copySuspicion, findCopies } from './copied-answers.ts';
import { estimateCompetence } from './estimate-competence.ts';
import { type Judged, judgeStories, type Verdict } from './judge-stories.ts';
import { randomAnswers } from './random-answers.ts';
import type { Suspicion, TrustInput } from './suspicion.ts';
import { fastSuspicion, isTooFast, measureSpeed } from './too-fast.ts';
import { factorsOfTwo } from './ways-of-two.ts';
import { wrongAnswers } from './wrong-answers.ts';

/** Labelers of fewer votes are let be. */
const LEAST_VOTES = 10;

/** Accused is who is likelier not honest than honest; who answers faster than anybody reads, with less than the second. */
const HONEST = 0.5;
const HONEST_WHEN_FAST = 0.9;

/** How often labelers of two answers are judged anew by what is known of the others, and what change is let be. */
const TURNS = 3;
const SMALL_CHANGE = 0.01;

/** Who says one thing less often does not say always the same. */
const LEAST_SHARE = 0.9;

/**
 * What speaks against each labeler of a campaign: a list for each, empty for most. Each sign is in a file of its own;
 * here they are joined. Pace alone accuses nobody: fast people who are good are the best there are. Of two answers labelers are
 * judged several times, others' votes weighing by what they were judged to be before, leaning to one side included.
 */
export function findSuspects(input: TrustInput): Suspicion[][] {
  const { votes, milliseconds, at, gold, labelerNames, answerNames, lines = null } = input;
  const competence = estimateCompetence(votes, gold, lines);
  const own = votesOfLabelers(input);
  const speeds = measureSpeed(own, milliseconds);
  const weigh = (known: Competence) =>
    own.map((mine, labeler) =>
      mine.length < LEAST_VOTES ? null : weighAnswers(votes, known, labeler, mine),
    );
  let evidence = weigh(competence);
  let verdicts = judgeStories(evidence, votes.answerCount, lines);
  for (let turn = 0; hasTwo(votes.answerCount, lines) && turn < TURNS; turn++) {
    evidence = weigh(withVerdicts(input, competence, verdicts));
    const before = verdicts;
    verdicts = judgeStories(evidence, votes.answerCount, lines);
    if (verdicts.every((verdict, j) => isNear(verdict, before[j] ?? null))) break;
  }
  const found = evidence.map((each, labeler): Suspicion[] => {
    const verdict = verdicts[labeler];
    if (!each || !verdict) return [];
    const speed = speeds[labeler];
    const fast = speed && isTooFast(speed) ? speed : null;
    if (verdict.honest >= (fast ? HONEST_WHEN_FAST : HONEST)) return [];
    const said = tellStory(each, verdict, answerNames);
    return fast ? [fastSuspicion(fast, each), said] : [said];
  });
  for (const copy of findCopies(votes, competence, at)) {
    if ((own[copy.copier] as number[]).length < LEAST_VOTES) continue;
    found[copy.copier]?.push(copySuspicion(copy, labelerNames[copy.source] as string));
  }
  return found;
}

const isNear = (one: Judged | null, other: Judged | null) =>
  Math.abs((one?.honest ?? 1) - (other?.honest ?? 1)) < SMALL_CHANGE;

/** What is known of the crowd once each is judged: their votes count by how they answer, as far as that is told. */
function withVerdicts(
  { votes }: TrustInput,
  competence: Competence,
  verdicts: readonly (Judged | null)[],
): Competence {
  const { knows, guesses, shares } = competence;
  const ofLabelers = verdicts.map((verdict) => (verdict ? factorsOfTwo(verdict.ways, shares) : null));
  const factors = guesses.map((guess, vote) => {
    const labeler = votes.labelers[vote] as number;
    const own = ofLabelers[labeler]?.[votes.answers[vote] as 0 | 1];
    return own ?? factor(knows[labeler] as number, guess);
  });
  return { ...competence, factors };
}

/** The likeliest story but the honest one. */
function tellStory(
  evidence: AnswerEvidence,
  verdict: Verdict,
  answerNames: readonly string[] | undefined,
): Suspicion {
  const lot = verdict.random + verdict.same;
  if (verdict.wrong > lot) return wrongAnswers(evidence, verdict);
  return evidence.share >= LEAST_SHARE
    ? alwaysTheSame(evidence, verdict, answerNames)
    : randomAnswers(evidence, verdict);
}

/** The votes of each labeler in the order in which they were given. */
function votesOfLabelers({ votes, at }: TrustInput): number[][] {
  const own = Array.from({ length: votes.labelerCount }, (): number[] => []);
  for (let i = 0; i < votes.labelers.length; i++) own[votes.labelers[i] as number]?.push(i);
  for (const mine of own) mine.sort((a, b) => (at[a] as number) - (at[b] as number));
  return own;
}
