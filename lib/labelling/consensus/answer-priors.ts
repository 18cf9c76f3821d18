import { SMOOTHING } from './crowd-counts.ts';

/** As many units as all have a say of the priors of a group. */
const GROUP_UNITS = 10;

/** Units in groups that have priors of their own: unit u is of group `of[u]`. */
export interface UnitGroups {
  of: Int32Array;
  count: number;
}

/** Whether a unit's answer is known, and not to be estimated. */
export function isKnown(known: Int32Array | undefined, unit: number): known is Int32Array {
  return known !== undefined && (known[unit] as number) >= 0;
}

/** The prior of each answer over all units whose answer is not known. */
export function estimatePriors(
  posterior: Float64Array,
  known: Int32Array | undefined,
  priors: Float64Array,
): void {
  const answerCount = priors.length;
  priors.fill(SMOOTHING);
  let units = 0;
  for (let unit = 0, row = 0; row < posterior.length; unit++, row += answerCount) {
    if (isKnown(known, unit)) continue;
    units++;
    for (let c = 0; c < answerCount; c++) {
      priors[c] = (priors[c] as number) + (posterior[row + c] as number);
    }
  }
  const total = units + SMOOTHING * answerCount;
  for (let c = 0; c < answerCount; c++) priors[c] = (priors[c] as number) / total;
}

/** The same of each group, drawn to those of all by the weight of ten units. */
export function estimateGroupPriors(
  posterior: Float64Array,
  known: Int32Array | undefined,
  { of, count }: UnitGroups,
  priors: Float64Array,
  groupPriors: Float64Array,
): void {
  const answerCount = priors.length;
  const units = new Float64Array(count).fill(GROUP_UNITS);
  for (let group = 0; group < count; group++) {
    for (let c = 0; c < answerCount; c++) {
      groupPriors[group * answerCount + c] = GROUP_UNITS * (priors[c] as number);
    }
  }
  for (let unit = 0; unit < of.length; unit++) {
    if (isKnown(known, unit)) continue;
    const group = of[unit] as number;
    units[group] = (units[group] as number) + 1;
    for (let c = 0; c < answerCount; c++) {
      const cell = group * answerCount + c;
      groupPriors[cell] = (groupPriors[cell] as number) + (posterior[unit * answerCount + c] as number);
    }
  }
  for (let cell = 0; cell < groupPriors.length; cell++) {
    groupPriors[cell] = (groupPriors[cell] as number) / (units[Math.floor(cell / answerCount)] as number);
  }
}
