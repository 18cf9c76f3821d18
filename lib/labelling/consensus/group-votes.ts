import type { CodedVotes, LabelerVotes } from './coded-votes.ts';

/** Votes grouped by unit: those of unit u stand from `starts[u]` up to, not including, `starts[u + 1]`. */
export interface GroupedVotes {
  starts: Int32Array;
  /** The place in the votes given of each. */
  order: Int32Array;
}

/**
 * Groups votes by unit, a unit's in the order in which they were given (counting sort).
 * Time and memory grow with votes and units.
 */
export function groupByUnit({ units, unitCount }: Pick<CodedVotes, 'units' | 'unitCount'>): GroupedVotes {
  return { order: sortStably(placesOf(units), units, unitCount), starts: startsOf(units, unitCount) };
}

/** Votes of one unit beside each other. */
export interface VotesOfUnits {
  starts: Int32Array;
  labelers: Int32Array;
  answers: Int32Array;
  /** The place in the votes given of each. */
  order: Int32Array;
}

/**
 * Groups votes by unit, a unit's by labeler, then by answer, so that sums over them come out the same to the last digit in
 * whatever order the votes were given.
 */
export function gatherVotes(votes: LabelerVotes): VotesOfUnits {
  const { units, labelers, answers, unitCount, labelerCount, answerCount } = votes;
  let order = placesOf(units);
  // One pass for both where the pairs are few enough to be counted.
  if (labelerCount * answerCount <= 4 * units.length) {
    const pairs = pairsOf(labelers, answers, answerCount);
    order = sortStably(order, pairs, labelerCount * answerCount);
  } else {
    order = sortStably(order, answers, answerCount);
    order = sortStably(order, labelers, labelerCount);
  }
  order = sortStably(order, units, unitCount);
  return {
    starts: startsOf(units, unitCount),
    labelers: taken(labelers, order),
    answers: taken(answers, order),
    order,
  };
}

/** The number of each vote's pair of labeler and answer: labeler * answerCount + answer. */
export function pairsOf(labelers: Int32Array, answers: Int32Array, answerCount: number): Int32Array {
  // Not by map: a callback for each of millions of votes costs more than the sorting.
  const pairs = new Int32Array(labelers.length);
  for (let i = 0; i < pairs.length; i++) {
    pairs[i] = (labelers[i] as number) * answerCount + (answers[i] as number);
  }
  return pairs;
}

function taken(column: Int32Array, order: Int32Array): Int32Array {
  const values = new Int32Array(order.length);
  for (let i = 0; i < values.length; i++) values[i] = column[order[i] as number] as number;
  return values;
}

function placesOf(column: Int32Array): Int32Array {
  const places = new Int32Array(column.length);
  for (let i = 0; i < places.length; i++) places[i] = i;
  return places;
}

function startsOf(keys: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < keys.length; i++) {
    const above = (keys[i] as number) + 1;
    starts[above] = (starts[above] as number) + 1;
  }
  for (let key = 0; key < count; key++) {
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  }
  return starts;
}

function sortStably(order: Int32Array, keys: Int32Array, count: number): Int32Array {
  const next = startsOf(keys, count);
  const sorted = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const place = order[i] as number;
    const key = keys[place] as number;
    const to = next[key] as number;
    sorted[to] = place;
    next[key] = to + 1;
  }
  return sorted;
}
