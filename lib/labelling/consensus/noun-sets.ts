import type { IsBelow } from '#lib/hierarchy/is-below';
import { MOST_ROUNDS } from './consensus.ts';

/** What somebody says an image shows, with the chance that they name a noun that is there. */
export interface NounSetVote {
  /** Nouns, or one of none, cannot-tell and broken alone. */
  nouns: readonly string[];
  reliability: number;
}

export interface NounSetConsensus {
  /** What the image shows, in order; the deepest of those on one line of the hierarchy alone. Empty where it is undecided. */
  nouns: string[];
  /** The chance that of all that was named just these are there; from 0 to 1. */
  confidence: number;
}

/** A vote of a labeler on a unit, both by number. */
export interface NounSetRow {
  unit: number;
  labeler: number;
  nouns: readonly string[];
}

/** Where EM begins, and before anything is known of somebody: most of what most people name is there. */
const FIRST_RELIABILITY = 0.8;
/** Each labeler is taken to have answered so many questions more, as well as the crowd. */
const CROWD_ANSWERS = 2;
/** People overlook more than they make up: of what is not there they name this part of what they would overlook. */
const MADE_UP = 0.5;
const SMALL_CHANGE = 1e-4;

/**
 * What an image shows where it may show several nouns. Model: each noun n that anybody names is a question of yes or no of its
 * own; labeler j says yes of a noun that is there, by naming it or one below it, with probability r(j), and of one that is not
 * with (1 - r(j)) / 2; who names only one above it says nothing of it:
 *
 *     P(n) / (1 - P(n)) = prod over yes of 2 r(j) / (1 - r(j)) * prod over no of (1 - r(j)) / (1 - (1 - r(j)) / 2)
 *
 * The answer is the nouns of P(n) > 1/2, its confidence the product of max(P(n), 1 - P(n)). Binary relevance with one coin a
 * labeler: multiple-choice tasks as decisions, Zheng et al., VLDB 2017.
 */
export function nounSetOf(votes: readonly NounSetVote[], isBelow: IsBelow): NounSetConsensus {
  const shown: string[] = [];
  let confidence = 1;
  for (const { noun, chance } of chancesOf(votes, isBelow)) {
    if (chance > 0.5) shown.push(noun);
    confidence *= Math.max(chance, 1 - chance);
  }
  const deepest = shown.filter((noun) => !shown.some((other) => other !== noun && isBelow(other, noun)));
  return { nouns: deepest.sort(), confidence: deepest.length === 0 ? 0 : confidence };
}

/**
 * Each labeler's r(j) in the model of `nounSetOf` by EM from 0.8, drawn towards the crowd's by two answers:
 *
 *     r(j) = (sum over the nouns that j says something of, of the chance that j is right + 2 r) / (their number + 2)
 *
 * Where people who know have said what a unit shows, in `known`, the chance of a noun is 1 or 0 as they have it; of one that lies
 * below what they named they say nothing. Time of a round grows with votes times the nouns named on their units.
 */
export function estimateNounSets(
  rows: readonly NounSetRow[],
  labelerCount: number,
  isBelow: IsBelow,
  known: ReadonlyMap<number, readonly string[]> = new Map(),
): { reliability: Float64Array; iterations: number } {
  const units = new Map<number, NounSetRow[]>();
  for (const row of rows) {
    const known = units.get(row.unit);
    if (known) known.push(row);
    else units.set(row.unit, [row]);
  }
  const reliability = new Float64Array(labelerCount).fill(FIRST_RELIABILITY);
  for (let iterations = 1; ; iterations++) {
    const right = new Float64Array(labelerCount);
    const answers = new Float64Array(labelerCount);
    for (const [number, unit] of units) {
      const truth = known.get(number);
      const votes = unit.map(({ nouns, labeler }) => ({
        nouns,
        reliability: reliability[labeler] as number,
      }));
      for (const { noun, chance: believed } of chancesOf(votes, isBelow)) {
        const shown = truth ? saysOf(truth, noun, isBelow) : null;
        const chance = shown === null ? believed : Number(shown);
        for (const { labeler, nouns } of unit) {
          const said = saysOf(nouns, noun, isBelow);
          if (said === null) continue;
          right[labeler] = (right[labeler] as number) + (said ? chance : 1 - chance);
          answers[labeler] = (answers[labeler] as number) + 1;
        }
      }
    }
    const crowd = sum(right) / Math.max(sum(answers), 1);
    let change = 0;
    for (let j = 0; j < labelerCount; j++) {
      const next = ((right[j] as number) + CROWD_ANSWERS * crowd) / ((answers[j] as number) + CROWD_ANSWERS);
      change = Math.max(change, Math.abs(next - (reliability[j] as number)));
      reliability[j] = next;
    }
    if (change < SMALL_CHANGE || iterations === MOST_ROUNDS) return { reliability, iterations };
  }
}

/** P(n) of each noun that anybody names, in order of first naming. */
function chancesOf(votes: readonly NounSetVote[], isBelow: IsBelow): { noun: string; chance: number }[] {
  const named = [...new Set(votes.flatMap(({ nouns }) => nouns))];
  return named.map((noun) => {
    let odds = 0;
    for (const { nouns, reliability } of votes) {
      const said = saysOf(nouns, noun, isBelow);
      if (said === null) continue;
      const missed = Math.max(1 - reliability, 1e-6);
      odds += said ? Math.log(reliability / (missed * MADE_UP)) : Math.log(missed / (1 - missed * MADE_UP));
    }
    return { noun, chance: 1 / (1 + Math.exp(-odds)) };
  });
}

/** Whether a vote says that a noun is there; null where it names only what lies above it. */
function saysOf(nouns: readonly string[], noun: string, isBelow: IsBelow): boolean | null {
  if (nouns.some((named) => isBelow(named, noun))) return true;
  return nouns.some((named) => isBelow(noun, named)) ? null : false;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
