import type { AnswerTree } from './answer-tree.ts';
import type { LabelerVotes } from './coded-votes.ts';
import { communityNode } from './community-node.ts';
import { MOST_ROUNDS, type Rounds, SMALL_CHANGE } from './consensus.ts';
import { gatherVotes, type VotesOfUnits } from './group-votes.ts';
import { estimateTreeReliability, FIRST_RELIABILITY, tellsOfLabeler } from './tree-reliability.ts';

/** Votes whose answers lie above and below each other. */
export interface TreeVotes extends LabelerVotes {
  /** 1 for a vote that says 'this noun and none below it'; left out where there is none. */
  firm?: Uint8Array;
}

/** A node of the hierarchy with the chance that the truth is at or below it. */
export interface NodeChance {
  node: number;
  chance: number;
}

export interface HierarchicalConsensus {
  /** The hierarchy's node of each unit; -1 where the votes decide none. */
  nodes: Int32Array;
  /** The chance that the truth is at or below it. */
  confidence: Float64Array;
  /** Of each labeler the chance that a vote is at or above the truth. */
  reliability: Float64Array;
  iterations: number;
  /** Every node at or above an answer given to a unit, deepest first: from what can be told to what is sure. */
  line(unit: number): NodeChance[];
}

/**
 * Consensus of votes at different depths. Which node: iNaturalist's community taxon with each vote weighted by its labeler's
 * reliability (`communityNode`). How sure: a probability at each node. Model: the truth of a unit is one of the K answers,
 * none likelier before the votes; labeler j says a node at or above it with probability r(j), at a depth that tells nothing of
 * the truth, else anything off it, one of (K - 1) / m(v) things of the vote's breadth, m(v) being the number of answers at
 * or below v. So "some dog" and "beagle" agree: both are right of a beagle. EM from r(j) = 0.8:
 *
 *     E:  q(u, c) = prod over votes (j, v) on u with v at or above c of (K - 1) r(j) / (m(v) (1 - r(j))) / the same summed over c
 *         P(u, n) = sum over c at or below n of q(u, c)
 *     M:  `estimateTreeReliability`
 *
 * A firm vote is right of its own node alone. Where no answer lies above another this is one-coin but for the pull towards the
 * crowd. The tree in place of the list: Van Horn et al., Lean multiclass crowdsourcing, CVPR 2018. Time of a round grows with
 * the answers at or below the votes'. The digits do not hang on the votes' order.
 */
export function hierarchical(
  votes: TreeVotes,
  tree: AnswerTree,
  options: Rounds = {},
): HierarchicalConsensus {
  const { rounds = MOST_ROUNDS, tolerance = SMALL_CHANGE } = options;
  const gathered = gatherVotes(votes);
  const firm = gathered.order.map((place) => votes.firm?.[place] ?? 0);
  const reliability = new Float64Array(votes.labelerCount).fill(FIRST_RELIABILITY);
  const tells = Float64Array.from(gathered.answers, (answer, i) =>
    tellsOfLabeler(breadth(tree, answer, firm[i] as number), tree.answerCount),
  );
  const right = new Float64Array(gathered.answers.length);
  const beliefs = unitBeliefs(gathered, firm, tree, reliability);

  let iterations = 0;
  while (iterations < rounds) {
    iterations++;
    let change = 0;
    for (let unit = 0; unit < votes.unitCount; unit++) {
      beliefs.weigh(unit);
      for (let i = gathered.starts[unit] as number; i < (gathered.starts[unit + 1] as number); i++) {
        const chance = beliefs.right(i);
        change += Math.abs(chance - (right[i] as number));
        right[i] = chance;
      }
    }
    estimateTreeReliability({ labelers: gathered.labelers, tells, right }, reliability);
    if (change < tolerance * right.length) break;
  }

  const nodes = new Int32Array(votes.unitCount).fill(-1);
  const confidence = new Float64Array(votes.unitCount);
  for (let unit = 0; unit < votes.unitCount; unit++) {
    const weighted = [];
    for (let i = gathered.starts[unit] as number; i < (gathered.starts[unit + 1] as number); i++) {
      const weight = reliability[gathered.labelers[i] as number] as number;
      weighted.push({ answer: gathered.answers[i] as number, weight, firm: firm[i] === 1 });
    }
    const found = communityNode(tree, weighted);
    if (found === null) continue;
    beliefs.weigh(unit);
    nodes[unit] = tree.nodes[found.place] as number;
    confidence[unit] = beliefs.chanceAt(found.place);
  }
  const line = (unit: number) => {
    beliefs.weigh(unit);
    return placesOf(gathered, tree, unit).map((place) => ({
      node: tree.nodes[place] as number,
      chance: beliefs.chanceAt(place),
    }));
  };
  return { nodes, confidence, reliability, iterations, line };
}

/** How many answers a vote may be right of. */
function breadth({ belowStart }: AnswerTree, answer: number, firm: number): number {
  return firm ? 1 : (belowStart[answer + 1] as number) - (belowStart[answer] as number);
}

/** The E step for one unit at a time. */
function unitBeliefs(
  { starts, labelers, answers }: VotesOfUnits,
  firm: Int32Array,
  tree: AnswerTree,
  reliability: Float64Array,
) {
  const { answerCount, belowStart, below } = tree;
  /** Evidence, then probability, of each answer that a vote is right of; the others share `rest` each. */
  const chance = new Float64Array(answerCount);
  const touched = new Uint8Array(answerCount);
  const list = new Int32Array(answerCount);
  let listed = 0;
  let rest = 0;

  function weigh(unit: number): void {
    for (let k = 0; k < listed; k++) {
      chance[list[k] as number] = 0;
      touched[list[k] as number] = 0;
    }
    listed = 0;
    for (let i = starts[unit] as number; i < (starts[unit + 1] as number); i++) {
      const answer = answers[i] as number;
      const r = reliability[labelers[i] as number] as number;
      const wrong = Math.max(answerCount - 1, 1) / breadth(tree, answer, firm[i] as number);
      const evidence = Math.log((r * wrong) / (1 - r));
      const from = belowStart[answer] as number;
      const to = firm[i] ? from : (belowStart[answer + 1] as number);
      if (firm[i]) add(answer, evidence);
      for (let k = from; k < to; k++) add(below[k] as number, evidence);
    }
    let most = listed < answerCount ? 0 : Number.NEGATIVE_INFINITY;
    for (let k = 0; k < listed; k++) most = Math.max(most, chance[list[k] as number] as number);
    let total = 0;
    for (let k = 0; k < listed; k++) {
      const answer = list[k] as number;
      chance[answer] = Math.exp((chance[answer] as number) - most);
      total += chance[answer] as number;
    }
    if (listed < answerCount) {
      rest = Math.exp(-most);
      total += (answerCount - listed) * rest;
    }
    for (let k = 0; k < listed; k++)
      chance[list[k] as number] = (chance[list[k] as number] as number) / total;
    rest /= total;
  }

  function add(answer: number, evidence: number): void {
    if (!touched[answer]) list[listed++] = answer;
    touched[answer] = 1;
    chance[answer] = (chance[answer] as number) + evidence;
  }

  /** P(truth at or below a place) for the unit weighed last. */
  function chanceAt(place: number): number {
    let sum = 0;
    const [from, to] = [belowStart[place] as number, belowStart[place + 1] as number];
    if (to - from === answerCount) return 1;
    for (let k = from; k < to; k++) {
      const answer = below[k] as number;
      sum += touched[answer] ? (chance[answer] as number) : rest;
    }
    return Math.min(sum, 1);
  }

  /** P(vote i is right), of the unit weighed last. */
  const right = (i: number) => {
    const answer = answers[i] as number;
    return firm[i] ? (chance[answer] as number) : chanceAt(answer);
  };
  return { weigh, chanceAt, right };
}

/** The places at or above a unit's answers, deepest first. */
function placesOf({ starts, answers }: VotesOfUnits, tree: AnswerTree, unit: number): number[] {
  const places = new Set<number>();
  for (let i = starts[unit] as number; i < (starts[unit + 1] as number); i++) {
    const answer = answers[i] as number;
    const row = tree.up.subarray(tree.upStart[answer], tree.upStart[answer + 1]);
    for (const place of row) places.add(place);
  }
  return [...places].sort((a, b) => (tree.level[b] as number) - (tree.level[a] as number) || a - b);
}
