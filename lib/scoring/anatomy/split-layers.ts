import type { AnatomyLayer } from './network-anatomy.ts';
import { valueForm } from './value-form.ts';

/** A run of layers, or of units, one of which is the smallest that is drawn: from `from` up to but without `to`. */
export interface Span {
  from: number;
  to: number;
}

interface Layers {
  layers: readonly AnatomyLayer[];
  /** Where each unit begins and ends among the layers. */
  units: readonly Span[];
}

const pathOf = (name: string) => name.split('/').filter(Boolean).slice(0, -1);
const length = ({ from, to }: Span) => to - from;

/**
 * The part of the names of all these layers that tells most: the last that they share and that has a number in it, as
 * `layer1.0` of `/layer1/layer1.0/conv1/Conv`; else the last that they share, or nothing.
 */
export function sharedName(layers: readonly AnatomyLayer[]): string {
  const [first = [], ...others] = layers.map(({ name }) => pathOf(name));
  const differs = first.findIndex((part, depth) => others.some((path) => path[depth] !== part));
  const shared = first.slice(0, differs === -1 ? undefined : differs);
  return shared.findLast((part) => /\d/.test(part)) ?? shared.at(-1) ?? '';
}

/** Cuts a span wherever the key changes. */
function cut(span: Span, keyOf: (unit: number) => string): Span[] {
  const parts: Span[] = [];
  let before: string | undefined;
  for (let unit = span.from; unit < span.to; unit++) {
    const key = keyOf(unit);
    if (key !== before) parts.push({ from: unit, to: unit });
    before = key;
    (parts.at(-1) as Span).to = unit + 1;
  }
  return parts;
}

/** By the first part of the names that is not the same for all. */
function byName({ layers, units }: Layers, span: Span): Span[] {
  const path = (unit: number) => pathOf(layers[units[unit]?.from ?? 0]?.name ?? '');
  const deepest = Math.max(...Array.from({ length: length(span) }, (_, i) => path(span.from + i).length));
  for (let depth = 1; depth <= deepest; depth++) {
    const parts = cut(span, (unit) => path(unit).slice(0, depth).join('/'));
    if (parts.length > 1) return parts;
  }
  return [span];
}

/** By the size of what comes out of the layers: the stages of a convolutional network. */
function bySize({ layers, units }: Layers, span: Span): Span[] {
  return cut(span, (unit) => {
    const form = valueForm(layers[units[unit]?.from ?? 0]?.outputShape ?? null);
    if (form.kind === 'map') return `${form.height} ${form.width}`;
    return form.kind === 'tokens' ? `${form.tokens}` : form.kind;
  });
}

/** By what repeats: what comes before, each turn, and what comes after. A turn has two units or more. */
function byTurns({ layers, units }: Layers, span: Span): Span[] {
  const marks = units.slice(span.from, span.to).map(({ from, to }) => {
    const ops = layers.slice(from, to).map(({ op }) => op);
    return ops.join(' ');
  });
  let best = { start: 0, period: 0, turns: 0 };
  for (let period = 2; period <= marks.length / 2; period++) {
    for (let start = 0, at = 0; at + period <= marks.length; at++) {
      if (marks[at] === marks[at + period]) continue;
      const turns = Math.floor((at - start + period) / period);
      if (turns > 1 && turns * period > best.turns * best.period) best = { start, period, turns };
      start = at + 1;
    }
  }
  const { start, period, turns } = best;
  if (turns * period < marks.length * 0.6) return [span];
  const bounds = [
    span.from,
    ...Array.from({ length: turns + 1 }, (_, turn) => span.from + start + turn * period),
    span.to,
  ];
  return bounds.slice(1).flatMap((to, i) => {
    const from = bounds[i] as number;
    return to > from ? [{ from, to }] : [];
  });
}

const WAYS = [byName, bySize, byTurns] as const;

/** The first way in which a span falls into at least two and at most `most` parts. */
function split(network: Layers, span: Span, most: number): Span[] {
  for (const way of WAYS) {
    const parts = way(network, span);
    if (parts.length > 1 && parts.length <= most) return parts;
  }
  return [span];
}

/** Parts of about the same number of units, where nothing else tells how to part them. */
function evenly(units: number, most: number): Span[] {
  const bounds = Array.from({ length: most + 1 }, (_, i) => Math.round((i * units) / most));
  return bounds.slice(1).map((to, i) => ({ from: bounds[i] as number, to }));
}

/**
 * Parts the layers of a network into at most `most` runs, beginning with all and splitting the largest again and again;
 * those that are more than half as large are split with it, so that like is drawn alike.
 */
export function splitAnyhow(layers: readonly AnatomyLayer[], units: readonly Span[], most: number): Span[] {
  const network = { layers, units };
  const whole = { from: 0, to: units.length };
  let spans = split(network, whole, most);
  if (spans.length === 1) spans = evenly(units.length, most);
  for (;;) {
    const largest = Math.max(...spans.map(length));
    const finer = spans.flatMap((span) => (length(span) > largest / 2 ? split(network, span, most) : [span]));
    if (finer.length === spans.length || finer.length > most) break;
    spans = finer;
  }
  return spans.map(({ from, to }) => ({
    from: units[from]?.from ?? 0,
    to: units[to - 1]?.to ?? layers.length,
  }));
}
