import { printLine } from '../print-line.ts';

/** How many images were done in how long. */
export interface Count {
  images: number;
  seconds: number;
}

/** Both together. */
export const sum = (counts: readonly Count[]): Count => ({
  images: counts.reduce((total, { images }) => total + images, 0),
  seconds: counts.reduce((total, { seconds }) => total + seconds, 0),
});

/** Images a second. */
export const rateOf = ({ images, seconds }: Count): number => images / seconds;

/** Prints a line of this bench. */
export function print(name: string, value: number, unit: string, limit?: number, lessIsBetter = false): void {
  printLine({ bench: 'scoring', case: name, value, unit, limit, lessIsBetter });
}
