import type { LabelerVotes } from '../consensus/coded-votes.ts';
import type { AnswerLines } from '../consensus/tree-belief.ts';
import type { VotePolicy } from '../votes-needed.ts';

/** How the answers of a classify campaign lie to each other, in flat arrays. */
export interface FlatLines {
  answerCount: number;
  breadth: Int32Array;
  /** Answers at or above answer a: `up[upStart[a]]` up to, not including, `up[upStart[a + 1]]`. */
  upStart: Int32Array;
  up: Int32Array;
}

/** All votes of a campaign in numbers, for its estimate: what can be sent to another thread without a copy. */
export interface CampaignVotes {
  policy: VotePolicy;
  /** A unit's votes stand together, in order of unit. */
  votes: LabelerVotes;
  milliseconds: Int32Array;
  /** When each vote was given, in milliseconds since 1970. */
  at: Float64Array;
  /** Of each unit its noun; 0 for classify. */
  nouns: Int32Array;
  nounCount: number;
  /** Of each unit the answer that it has as gold, -1 where it is none. */
  gold: Int32Array;
  /** Of each unit the answer that people who know have given: an organiser, or who put a wrong candidate in; else -1. */
  known: Int32Array;
  /** Of each unit the label that it has, -1 where it is not settled. */
  labels: Int32Array;
  /** For classify; null for verify, whose answers are 0 for no and 1 for yes. */
  lines: FlatLines | null;
  /** Where answers may be several nouns: what lies above each of the nouns that were named; else null. */
  above: ReadonlyMap<string, readonly string[]> | null;
  labelerNames: string[];
  answerNames: string[];
}

/** Lines in flat arrays; `above` says of each noun among `names` what of them is, or lies above, it. */
export function flatLines(
  { answerCount, breadth }: AnswerLines,
  above: ReadonlyMap<string, readonly string[]>,
  names: readonly string[],
): FlatLines {
  const code = new Map(names.map((name, number) => [name, number]));
  const lines = names.map((name, number) => {
    const others = (above.get(name) ?? []).map((noun) => code.get(noun));
    return [number, ...others.filter((other) => other !== undefined && other !== number)] as number[];
  });
  const upStart = new Int32Array(names.length + 1);
  for (const [number, line] of lines.entries())
    upStart[number + 1] = (upStart[number] as number) + line.length;
  return { answerCount, breadth: Int32Array.from(breadth), upStart, up: Int32Array.from(lines.flat()) };
}

/** The answers of a whole campaign as `treeBelief` wants them. */
export function linesOf({ answerCount, breadth, upStart, up }: FlatLines): AnswerLines {
  return {
    answerCount,
    breadth,
    covers(a, b) {
      for (let k = upStart[b] as number; k < (upStart[b + 1] as number); k++) if (up[k] === a) return true;
      return false;
    },
  };
}
