import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { AppError } from '#lib/core/errors';
import type { FamilyId } from './families.ts';

/** A drawing as SVG, with the rectangle that it really covers. */
export interface Drawing {
  /** The elements inside `<svg>`. */
  body: string;
  /** The viewBox it is drawn in. */
  width: number;
  height: number;
  /** The part of the viewBox that has ink, in its units. */
  ink: { left: number; top: number; width: number; height: number };
}

/** What `icons.json` of an Iconify package holds, as far as it is read here. */
interface IconSet {
  icons: Record<string, { body: string; width?: number; height?: number } | undefined>;
  aliases?: Record<string, { parent: string } | undefined>;
  width?: number;
  height?: number;
}

const require = createRequire(import.meta.url);
/** Edge of the small rendering in which ink is looked for. */
const PROBE = 96;

/** Reads and parses a family's `icons.json` (3 to 25 MB). */
export async function readIconSet(family: FamilyId): Promise<IconSet> {
  const path = require.resolve(`@iconify-json/${family}/icons.json`);
  return JSON.parse(await readFile(path, 'utf8')) as IconSet;
}

/** The icon called `name` or that `name` is an alias of; undefined where the set has neither. */
export function findIcon(set: IconSet, name: string) {
  const seen = new Set<string>();
  let found = name;
  while (set.icons[found] === undefined) {
    const parent = set.aliases?.[found]?.parent;
    if (parent === undefined || seen.has(parent)) return undefined;
    seen.add(parent);
    found = parent;
  }
  return set.icons[found];
}

/**
 * The drawings called `names` out of one family. The family's file is parsed once and let go; only these drawings stay.
 * Throws AppError `drawing-missing` where the installed package has no such drawing.
 */
export async function loadDrawings(
  family: FamilyId,
  names: readonly string[],
): Promise<ReadonlyMap<string, Drawing>> {
  const set = await readIconSet(family);
  const drawings = new Map<string, Drawing>();
  for (const name of new Set(names)) {
    const icon = findIcon(set, name);
    if (!icon) {
      throw new AppError(
        'unavailable',
        'drawing-missing',
        `@iconify-json/${family} has no drawing '${name}'. Install the version that package.json pins.`,
      );
    }
    const width = icon.width ?? set.width ?? 16;
    const height = icon.height ?? set.height ?? 16;
    drawings.set(name, { body: icon.body, width, height, ink: await findInk(icon.body, width, height) });
  }
  return drawings;
}

async function findInk(body: string, width: number, height: number): Promise<Drawing['ink']> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `width="${PROBE}" height="${PROBE}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${body}</svg>`;
  const alpha = await sharp(Buffer.from(svg)).ensureAlpha().extractChannel(3).raw().toBuffer();
  let left = PROBE;
  let right = -1;
  let top = PROBE;
  let bottom = -1;
  for (let y = 0; y < PROBE; y++) {
    for (let x = 0; x < PROBE; x++) {
      if ((alpha[y * PROBE + x] ?? 0) < 32) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return { left: 0, top: 0, width, height };
  const across = width / PROBE;
  const down = height / PROBE;
  return {
    left: left * across,
    top: top * down,
    width: (right + 1 - left) * across,
    height: (bottom + 1 - top) * down,
  };
}
