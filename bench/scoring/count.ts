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

/** Prints a line; `ratio` is written so that 1 is the bound and more is better. */
export function print(name: string, value: number, unit: string, limit?: number, lessIsBetter = false): void {
  const ratio = limit === undefined ? null : lessIsBetter ? limit / value : value / limit;
  const round = (number: number | null) => (number === null ? null : Number(number.toPrecision(4)));
  const line = { bench: 'scoring', case: name, value: round(value), unit };
  console.log(JSON.stringify({ ...line, limit: round(limit ?? null), ratio: round(ratio) }));
}
