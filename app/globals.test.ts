import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8');
const layout = readFileSync(new URL('./layout.tsx', import.meta.url), 'utf8');

const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+):\s*light-dark\((#[\da-f]{6}),\s*(#[\da-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function colour(name: string, scheme: Scheme): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`globals.css has no colour ${name}`);
  return token[scheme];
}

/** Relative luminance of an sRGB colour, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, WCAG 2.2: (lighter + 0.05) / (darker + 0.05). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'sheet', 'well'];
const inks = ['ink', 'ink-soft', 'accent', 'accent-strong', 'good', 'warn', 'bad', 'bad-strong'];
const washes = ['accent', 'good', 'warn', 'bad'];
const drawn = ['edge', 'data-1', 'data-2', 'data-3', 'data-4', 'data-5', 'data-6', 'data-quiet'];

const textPairs = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground])),
  ...washes.flatMap((tone) => ['ink', 'ink-soft', tone].map((ink) => [ink, `${tone}-wash`])),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-strong'],
  ['paper', 'ink'],
  ['paper', 'good'],
] as [string, string][];

const drawnPairs = drawn.flatMap((mark) => grounds.map((ground) => [mark, ground])) as [string, string][];

test.each(schemes)('text is read on every ground it stands on (4.5:1), %s', (scheme) => {
  const faint = textPairs.filter(
    ([ink, ground]) => contrast(colour(ink, scheme), colour(ground, scheme)) < 4.5,
  );
  expect(faint).toEqual([]);
});

test.each(schemes)('borders of controls and marks of plots are seen (3:1), %s', (scheme) => {
  const faint = drawnPairs.filter(
    ([mark, ground]) => contrast(colour(mark, scheme), colour(ground, scheme)) < 3,
  );
  expect(faint).toEqual([]);
});

test("the browser's own bars take the colour of the paper", () => {
  for (const scheme of schemes) expect(layout).toContain(`${scheme}: '${colour('paper', scheme)}'`);
});
