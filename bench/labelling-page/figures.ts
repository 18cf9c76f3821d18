import type { CampaignKind } from '#lib/labelling/answers';

/** What a labeler does not notice, in ms. */
const BOUNDS = { median: 50, p99: 100 };

/** Prints the median and the 99th percentile of some times (ms), each beside the bare page's of the same run. */
export function printPercentiles(
  kind: CampaignKind,
  turns: readonly number[],
  bare: readonly number[],
): void {
  for (const [name, share] of [
    ['median', 0.5],
    ['p99', 0.99],
  ] as const) {
    const value = percentile(turns, share);
    const limit = percentile(bare, share);
    const line = { bench: 'labelling-page', case: `${kind}-${name}`, value: round(value), unit: 'ms' };
    console.log(JSON.stringify({ ...line, limit: round(limit), ratio: round(limit / value) }));
    const said = value < BOUNDS[name] ? 'under' : 'OVER';
    console.error(
      `${kind} ${name}: ${round(value)} ms over ${turns.length} questions, ${said} ${BOUNDS[name]} ms`,
    );
  }
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] as number;
}

const round = (value: number) => Number(value.toPrecision(4));
