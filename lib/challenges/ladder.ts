/**
 * The Ladder of Blum and Hardt (2015), Algorithm 1: what is shown of an entry's scores, in the order of their time. R_0 is
 * infinite; the t-th value f_t is shown, rounded to the nearest multiple of `step`, where it is less than R_(t-1) - `step`,
 * else what was shown before: R_t = [f_t] if f_t < R_(t-1) - step, else R_(t-1). Who sends in many models then learns of
 * each only whether it beat the best by more than noise, and the shown value stays within about step of the true error
 * however often they ask. Where more is better, give `lessIsBetter` false and all is turned round.
 */
export function ladderOf(values: readonly number[], step: number, lessIsBetter = true): number[] {
  let shown: number | null = null;
  return values.map((value) => {
    shown = nextOnLadder(shown, value, step, lessIsBetter);
    return shown;
  });
}

/** What is shown of a value after `shown`, the entry's best that was shown before; null where there was none. */
function nextOnLadder(shown: number | null, value: number, step: number, lessIsBetter = true): number {
  const gain = shown === null ? Number.POSITIVE_INFINITY : lessIsBetter ? shown - value : value - shown;
  // 12 digits, so that 3 x 0.1 is 0.3.
  return gain > step ? Number((Math.round(value / step) * step).toPrecision(12)) : (shown as number);
}
