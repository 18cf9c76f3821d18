import { isKnown, type UnitGroups } from './answer-priors.ts';

/** A probability below this adds nothing to a count that would be seen beside the smoothing. */
const NEGLIGIBLE = 1e-14;

/** Votes multiplied before a product is looked at: 16 factors of 1e-9 and the rest of the last look stay above 1e-308. */
const STRETCH = 16;
const SMALL = 1e-100;

interface ExpectedUnits {
  starts: Int32Array;
  rows: Int32Array;
  known: Int32Array | undefined;
  groups: UnitGroups | undefined;
}

/**
 * The E step, and the counts of the M step after it while a unit's votes are at hand. Gives by how much the posteriors
 * changed, summed over units and answers.
 */
export function expectAnswers(
  { starts, rows, known, groups }: ExpectedUnits,
  groupPriors: Float64Array,
  confusion: Float64Array,
  posterior: Float64Array,
  counts: Float64Array,
): number {
  const answerCount = posterior.length / Math.max(starts.length - 1, 1);
  const product = new Float64Array(answerCount);
  let change = 0;
  for (let unit = 0; unit + 1 < starts.length; unit++) {
    const start = starts[unit] as number;
    const end = starts[unit + 1] as number;
    if (isKnown(known, unit)) {
      product.fill(0)[known[unit] as number] = 1;
      addToCounts(product, start, end, rows, counts);
      continue;
    }
    const prior = (groups?.of[unit] ?? 0) * answerCount;
    for (let c = 0; c < answerCount; c++) product[c] = groupPriors[prior + c] as number;
    for (let from = start; from < end; from += STRETCH) {
      if (from > start) keepLarge(product);
      multiply(product, confusion, rows, from, Math.min(end, from + STRETCH));
    }
    let total = 0;
    for (let c = 0; c < answerCount; c++) total += product[c] as number;
    const scale = 1 / total;
    const row = unit * answerCount;
    for (let c = 0; c < answerCount; c++) {
      const now = (product[c] as number) * scale;
      change += Math.abs(now - (posterior[row + c] as number));
      product[c] = now;
      posterior[row + c] = now;
    }
    addToCounts(product, start, end, rows, counts);
  }
  return change;
}

/** Adds a unit's probabilities to the counts of those who voted on it. */
export function addToCounts(
  chances: Float64Array,
  start: number,
  end: number,
  rows: Int32Array,
  counts: Float64Array,
): void {
  for (let c = 0; c < chances.length; c++) {
    const chance = chances[c] as number;
    if (chance < NEGLIGIBLE) continue;
    for (let i = start; i < end; i++) {
      const cell = (rows[i] as number) + c;
      counts[cell] = (counts[cell] as number) + chance;
    }
  }
}

/** Multiplies into `product` the confusions of some votes, up to four answers at a time, which then stay in registers. */
function multiply(
  product: Float64Array,
  confusion: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
): void {
  const answerCount = product.length;
  let c = 0;
  for (; c + 3 < answerCount; c += 4) {
    let p0 = product[c] as number;
    let p1 = product[c + 1] as number;
    let p2 = product[c + 2] as number;
    let p3 = product[c + 3] as number;
    for (let i = from; i < to; i++) {
      const cell = (rows[i] as number) + c;
      p0 *= confusion[cell] as number;
      p1 *= confusion[cell + 1] as number;
      p2 *= confusion[cell + 2] as number;
      p3 *= confusion[cell + 3] as number;
    }
    product[c] = p0;
    product[c + 1] = p1;
    product[c + 2] = p2;
    product[c + 3] = p3;
  }
  for (; c + 1 < answerCount; c += 2) {
    let p0 = product[c] as number;
    let p1 = product[c + 1] as number;
    for (let i = from; i < to; i++) {
      const cell = (rows[i] as number) + c;
      p0 *= confusion[cell] as number;
      p1 *= confusion[cell + 1] as number;
    }
    product[c] = p0;
    product[c + 1] = p1;
  }
  if (c < answerCount) {
    let p = product[c] as number;
    for (let i = from; i < to; i++) p *= confusion[(rows[i] as number) + c] as number;
    product[c] = p;
  }
}

/** Scales a product up before it vanishes; only the ratios count. */
function keepLarge(product: Float64Array): void {
  let most = 0;
  for (let c = 0; c < product.length; c++) most = Math.max(most, product[c] as number);
  if (most > SMALL) return;
  for (let c = 0; c < product.length; c++) product[c] = (product[c] as number) / most;
}
