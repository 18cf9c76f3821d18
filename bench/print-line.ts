interface Measured {
  bench: string;
  case: string;
  value: number;
  unit: string;
  /** What was measured in the same run as the bound. */
  limit?: number | undefined;
  lessIsBetter?: boolean;
}

/** Prints a line; `ratio` is written so that 1 is the bound and more is better. */
export function printLine({ value, unit, limit, lessIsBetter, ...names }: Measured): void {
  const ratio = limit === undefined ? null : lessIsBetter ? limit / value : value / limit;
  const round = (number: number | null) => (number === null ? null : Number(number.toPrecision(4)));
  const line = { bench: names.bench, case: names.case, value: round(value), unit };
  console.log(JSON.stringify({ ...line, limit: round(limit ?? null), ratio: round(ratio) }));
}
