import { type Rankable, rankSubmissions } from './leaderboard.ts';

type Candidate = Rankable & {
  /** Whether its team chose it to count in the end. */
  final: boolean;
};

/**
 * The submissions that count once the results are out: those that an entry chose, else its best on the board that it saw while
 * it could choose (`open`), so that nobody's best is picked by what was held back. Of a choice those that are scored count; who
 * chose none that is has its best. Baselines and who is disqualified stay as they are.
 */
export function chooseFinals<Row extends Candidate>(
  rows: readonly Row[],
  open: readonly Candidate[],
  lessIsBetter: boolean,
): Row[] {
  const stands = (row: Candidate) => !row.baseline && row.disqualified === null;
  const chosen = new Set(rows.filter((row) => row.final && stands(row)).map((row) => row.entryId));
  const best = new Set(
    rankSubmissions(open.filter(stands), 'best', lessIsBetter).map((row) => row.submissionId),
  );
  return rows.filter((row) => {
    if (!stands(row)) return true;
    return chosen.has(row.entryId) ? row.final : best.has(row.submissionId);
  });
}
