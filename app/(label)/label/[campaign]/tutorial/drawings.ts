import type { StaticImageData } from 'next/image';
import type { LeasedUnit } from '#lib/labelling/assignment';
import ball from './drawings/ball.svg';
import cherry from './drawings/cherry.svg';
import citrusSlice from './drawings/citrus-slice.svg';
import greenApple from './drawings/green-apple.svg';
import lemon from './drawings/lemon.svg';
import orange from './drawings/orange.svg';
import pear from './drawings/pear.svg';
import redApple from './drawings/red-apple.svg';
import tomato from './drawings/tomato.svg';

// Drawn for the tutorial: no campaign asks about them, so that they give no answer away.
const drawings = {
  redApple,
  greenApple,
  tomato,
  pear,
  cherry,
  lemon,
  orange,
  ball,
  citrusSlice,
} satisfies Record<string, StaticImageData>;

export type Drawing = keyof typeof drawings;

/** Drawings as the workspace shows images; their ids are their places. */
export function unitsOf(names: readonly Drawing[]): LeasedUnit[] {
  return names.map((name, id) => {
    const { src, width, height } = drawings[name] as StaticImageData;
    return { id, imageUrl: src, thumbUrl: src, width, height };
  });
}
