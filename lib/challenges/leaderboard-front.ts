/** A submission by what it costs and what it gets. */
export interface CostedValue {
  /** Less is better. */
  cost: number;
  value: number;
}

/**
 * The Pareto front: those of which no other is better in one and as good in the other, from the cheapest on. Of equals all
 * are on it.
 */
export function paretoFront<Row extends CostedValue>(rows: readonly Row[], lessIsBetter: boolean): Row[] {
  const better = (a: number, b: number) => (lessIsBetter ? a < b : a > b);
  const byCost = [...rows].sort(
    (a, b) => a.cost - b.cost || (a.value === b.value ? 0 : better(a.value, b.value) ? -1 : 1),
  );
  let last: Row | undefined;
  return byCost.filter((row) => {
    const equal = last !== undefined && row.cost === last.cost && row.value === last.value;
    if (last !== undefined && !equal && !better(row.value, last.value)) return false;
    last = row;
    return true;
  });
}
