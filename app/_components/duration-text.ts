const units: readonly (readonly [size: number, one: string, many: string])[] = [
  [86_400, 'day', 'days'],
  [3_600, 'h', 'h'],
  [60, 'min', 'min'],
  [1, 's', 's'],
];

/**
 * A length of time in words, in its two largest units: `2 days 4 h`, `3 h`, `12 min 30 s`, `less than 1 s`.
 * @param seconds not negative
 */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const first = units.findIndex(([size]) => whole >= size);
  if (first < 0) return 'less than 1 s';
  let rest = whole;
  const words: string[] = [];
  for (const [size, one, many] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count}\u00a0${count === 1 ? one : many}`);
  }
  return words.join(' ');
}
