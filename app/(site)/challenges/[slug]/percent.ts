/** An interval of shares as one of per cent. */
export function percentInterval(interval: readonly [number, number] | null): [number, number] | undefined {
  return interval === null ? undefined : [100 * interval[0], 100 * interval[1]];
}
