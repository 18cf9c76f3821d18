import { walkUp } from '#lib/hierarchy/ancestors';
import type { Hierarchy } from '#lib/hierarchy/hierarchy';

/**
 * The answers of a set of votes and everything above them, in flat arrays. A place is a number for one of these nodes:
 * answer a stands at place a, the nodes above that are no answers come after.
 */
export interface AnswerTree {
  answerCount: number;
  placeCount: number;
  /** The hierarchy's node at each place. */
  nodes: Int32Array;
  /** Places at or above place p, p first: `up[upStart[p]]` up to, not including, `up[upStart[p + 1]]`. */
  upStart: Int32Array;
  up: Int32Array;
  /** Answers at or below place p, likewise, in order. */
  belowStart: Int32Array;
  below: Int32Array;
  /** Links on the longest path up to a root. */
  level: Int32Array;
}

/** Gathers what lies above `answers`, nodes of the hierarchy of which none comes twice. */
export function answerTree(hierarchy: Hierarchy, answers: readonly number[]): AnswerTree {
  const place = new Map(answers.map((node, p) => [node, p]));
  if (place.size !== answers.length) throw new RangeError('An answer is listed twice');
  for (const answer of answers) {
    for (const node of walkUp(hierarchy, answer).nodes) if (!place.has(node)) place.set(node, place.size);
  }
  const nodes = Int32Array.from(place.keys());
  const above = Array.from(nodes, (node) => walkUp(hierarchy, node).nodes.map((n) => place.get(n) as number));
  const below = Array.from(nodes, (): number[] => []);
  for (let answer = 0; answer < answers.length; answer++) {
    for (const p of above[answer] as number[]) below[p]?.push(answer);
  }
  return {
    answerCount: answers.length,
    placeCount: nodes.length,
    nodes,
    upStart: startsOf(above),
    up: Int32Array.from(above.flat()),
    belowStart: startsOf(below),
    below: Int32Array.from(below.flat()),
    level: nodes.map((node) => hierarchy.level[node] as number),
  };
}

function startsOf(rows: readonly number[][]): Int32Array {
  const starts = new Int32Array(rows.length + 1);
  for (const [p, row] of rows.entries()) starts[p + 1] = (starts[p] as number) + row.length;
  return starts;
}
