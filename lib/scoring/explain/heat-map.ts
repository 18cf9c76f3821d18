import { z } from 'zod';

/** How much each part of an image made of a class's probability: cells row after row from the top. */
export const heatMapSchema = z.object({
  rows: z.int().positive(),
  columns: z.int().positive(),
  values: z.array(z.number()),
});
export type HeatMap = z.infer<typeof heatMapSchema>;

/** Six digits are more than any picture of it shows. */
const DIGITS = 6;

/** A map of `rows` x `columns` cells whose values `at` gives by their place. */
export function heatMap(rows: number, columns: number, at: (cell: number) => number): HeatMap {
  const values = Array.from({ length: rows * columns }, (_, cell) => Number(at(cell).toFixed(DIGITS)));
  return { rows, columns, values };
}

/** The values of a map as shares of its greatest, 0 where a part made nothing or spoke against the class. */
export function heatShares({ values }: HeatMap, floor = 0): number[] {
  const greatest = Math.max(...values);
  if (!(greatest > floor)) return values.map(() => 0);
  return values.map((value) => Math.max(0, (value - floor) / (greatest - floor)));
}
