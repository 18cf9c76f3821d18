/** log(exp(a) + exp(b)). */
export function addLogs(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

/** Turns logarithms of chances, known but for a factor, into the chances, which sum to 1: in place, without loss of small ones. */
export function takeChances(logs: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const log of logs) most = Math.max(most, log);
  let total = 0;
  for (let c = 0; c < logs.length; c++) {
    logs[c] = Math.exp((logs[c] as number) - most);
    total += logs[c] as number;
  }
  for (let c = 0; c < logs.length; c++) logs[c] = (logs[c] as number) / total;
}
