/** Surroundings that a noun may be shown in, each painted by one function in `backdrops/`. */
export const settings = [
  'meadow',
  'savanna',
  'desert',
  'snow',
  'forest',
  'leaves',
  'sea',
  'underwater',
  'sky',
  'night',
  'city',
  'road',
  'rails',
  'table',
  'plate',
  'counter',
  'stage',
  'workbench',
  'room',
  'court',
] as const;
export type Setting = (typeof settings)[number];
