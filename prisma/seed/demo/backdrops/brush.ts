import type { Random } from '#lib/core/random';

/**
 * How a thing belongs into a backdrop: it stands on the ground, lies flat and is seen from above, or floats freely.
 */
export type Stance = 'standing' | 'lying' | 'floating';

/** What is painted around a thing, as SVG in units of pixels. */
export interface Backdrop {
  /** Gradients that the other parts use. */
  defs: string;
  /** What lies behind the thing; covers the whole picture. */
  behind: string;
  /** What lies before the thing, as grass or waves. */
  before: string;
  stance: Stance;
  /** For things that stand: how far down the ground under them is, from 0 to 1. */
  ground: number;
  /** Dark all over: a thing needs some light behind it to be seen. */
  dark?: boolean;
}

/** Paints a backdrop of `width` by `height` pixels; the same random numbers give the same backdrop. */
export type Painter = (random: Random, width: number, height: number) => Backdrop;

/** A colour by hue (degrees), saturation and lightness (percent). */
export function tone(hue: number, saturation: number, lightness: number): string {
  const s = clamp(saturation, 0, 100) / 100;
  const l = clamp(lightness, 0, 100) / 100;
  const reach = s * Math.min(l, 1 - l);
  const channel = (offset: number): string => {
    const k = (offset + (((hue % 360) + 360) % 360) / 30) % 12;
    const value = l - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

/** A number as SVG wants it: one decimal is enough for pixels. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A gradient along a direction (degrees, 90 is downwards) through colours at equal steps. */
export function gradient(id: string, colours: readonly string[], degrees = 90): string {
  const radians = (degrees * Math.PI) / 180;
  const [x, y] = [Math.cos(radians) / 2, Math.sin(radians) / 2];
  const stops = colours.map(
    (colour, i) =>
      `<stop offset="${px((i / Math.max(1, colours.length - 1)) * 100)}%" stop-color="${colour}"/>`,
  );
  const [x1, y1, x2, y2] = [0.5 - x, 0.5 - y, 0.5 + x, 0.5 + y].map((value) => value.toFixed(3));
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stops.join('')}</linearGradient>`;
}

/** A soft spot: the colour in the middle, nothing at the rim. */
export function glow(id: string, colour: string, strength = 1): string {
  return (
    `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/>` +
    `<stop offset="60%" stop-color="${colour}" stop-opacity="${(strength * 0.45).toFixed(2)}"/>` +
    `<stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`
  );
}

/** A rectangle filled with a colour or `url(#id)`. */
export function rect(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}" ${more}/>`;
}

/** An ellipse filled with a colour or `url(#id)`. */
export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${px(cx)}" cy="${px(cy)}" rx="${px(rx)}" ry="${px(ry)}" fill="${fill}" ${more}/>`;
}

/** One path for many filled or stroked parts: much cheaper to paint than an element each. */
export function path(parts: readonly string[], attributes: string): string {
  return parts.length === 0 ? '' : `<path d="${parts.join('')}" ${attributes}/>`;
}

/** A circle as a part of a path. */
export function disc(cx: number, cy: number, radius: number): string {
  const r = px(radius);
  return `M${px(cx - radius)} ${px(cy)}a${r} ${r} 0 1 0 ${px(2 * radius)} 0a${r} ${r} 0 1 0 ${px(-2 * radius)} 0z`;
}

/** The outline of hills: a smooth line about `y` that wanders by `swing`, closed along the picture's bottom. */
export function ridge(random: Random, width: number, height: number, y: number, swing: number): string {
  const bumps = 2 + random.below(3);
  const step = width / bumps;
  let line = `M-5 ${px(height + 5)}L-5 ${px(y + random.between(-swing, swing))}`;
  for (let i = 0; i < bumps; i++) {
    const [x, end] = [i * step, i === bumps - 1 ? width + 5 : (i + 1) * step];
    const up = random.between(-1.4, 0.6) * swing;
    const down = random.between(-0.6, 1.4) * swing;
    line += `C${px(x + step * 0.35)} ${px(y + up)} ${px(x + step * 0.65)} ${px(y + down)} ${px(end)} ${px(y + (up + down) / 2)}`;
  }
  return `${line}L${px(width + 5)} ${px(height + 5)}z`;
}

/** `count` clouds between two heights, as one path of overlapping discs. */
export function clouds(random: Random, width: number, top: number, bottom: number, count: number): string {
  const parts: string[] = [];
  for (let i = 0; i < count; i++) {
    const size = width * random.between(0.035, 0.075);
    const [x, y] = [random.between(0, width), random.between(top, bottom)];
    const puffs = 3 + random.below(3);
    for (let k = 0; k < puffs; k++) {
      const middle = 1 - Math.abs(k / (puffs - 1) - 0.5);
      parts.push(
        disc(x + (k - puffs / 2) * size * 1.05, y - middle * size * 0.7, size * (0.55 + middle * 0.6)),
      );
    }
  }
  return path(parts, `fill="#ffffff" fill-opacity="${random.between(0.75, 0.95).toFixed(2)}"`);
}

/** Blades of grass along a line, as one stroked path. */
export function grass(random: Random, width: number, y: number, length: number, count: number): string[] {
  const parts: string[] = [];
  for (let i = 0; i < count; i++) {
    const [x, foot] = [random.between(-5, width + 5), y + random.between(-0.2, 0.5) * length];
    const [lean, tall] = [random.between(-0.5, 0.5) * length, length * random.between(0.5, 1.1)];
    parts.push(`M${px(x)} ${px(foot)}q${px(lean * 0.2)} ${px(-tall * 0.6)} ${px(lean)} ${px(-tall)}`);
  }
  return parts;
}

/** `value` moved into [low, high]. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
