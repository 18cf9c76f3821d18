import type { Setting } from '../settings.ts';
import type { Painter } from './brush.ts';
import { counter, plate, room, stage, table, workbench } from './indoors.ts';
import { leaves, sea, underwater } from './nature.ts';
import { desert, forest, meadow, night, savanna, sky, snow } from './outdoors.ts';
import { city, court, rails, road } from './places.ts';

/** Who paints which setting. */
export const settingPainters: Readonly<Record<Setting, Painter>> = {
  meadow,
  savanna,
  desert,
  snow,
  forest,
  leaves,
  sea,
  underwater,
  sky,
  night,
  city,
  road,
  rails,
  table,
  plate,
  counter,
  stage,
  workbench,
  room,
  court,
};
