/** A difference that chance brings about less often than this parts two entries. */
export const SEPARATED_AT = 0.05;

/**
 * Numbers the groups of a ranked list, from 1: a group is its first and all who follow it up to the next one that the test
 * tells from it (`pValue(first, other)` below 5 %), who begins the group after. Each is compared with the first of its
 * group, not with its neighbour: else a long row of small steps would be one group.
 */
export function rankGroups<Row>(
  ranked: readonly Row[],
  pValue: (first: Row, other: Row) => number,
): number[] {
  let group = 0;
  let first: Row | undefined;
  return ranked.map((row) => {
    if (first === undefined || pValue(first, row) < SEPARATED_AT) {
      first = row;
      group++;
    }
    return group;
  });
}
