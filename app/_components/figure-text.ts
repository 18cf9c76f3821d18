/** Half the width of a symmetric interval, or its two ends. */
export type Interval = number | readonly [low: number, high: number];

const thin = '\u202f';
const bound = '\u00a0';

const plain = (value: number, digits: number) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/**
 * A part of a whole in per cent: `37 %`. What is not nothing is never `0 %`, and what is not all never `100 %`: `< 1 %`,
 * `> 99 %`.
 */
export function partText(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (100 * part) / whole;
  const rounded = Math.round(percent);
  if (rounded === 0 && part > 0) return `<${thin}1${thin}%`;
  if (rounded === 100 && part < whole) return `>${thin}99${thin}%`;
  return `${rounded}${thin}%`;
}

/**
 * A measured number as the product writes it: `15.3 % ± 0.2`, `15.3 % (14.9 to 15.8)` where the interval is lopsided by
 * more than the last digit shown, `1,234`.
 */
export function figureText(
  value: number,
  options: { interval?: Interval; unit?: string; digits?: number } = {},
): string {
  const { interval, unit, digits = 1 } = options;
  const figure = `${plain(value, digits)}${unit === undefined ? '' : `${thin}${unit}`}`;
  if (interval === undefined) return figure;
  if (typeof interval === 'number') return `${figure}${bound}±${bound}${plain(interval, digits)}`;
  const [low, high] = interval;
  const below = plain(value - low, digits);
  const above = plain(high - value, digits);
  if (below === above) return `${figure}${bound}±${bound}${above}`;
  return `${figure} (${plain(low, digits)}${bound}to${bound}${plain(high, digits)})`;
}
