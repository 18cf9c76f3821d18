import { type ErrorConsistency, errorConsistency } from '#lib/scoring/metrics/error-consistency';
import type { Leaderboard, RankedRow } from './get-leaderboard.ts';
import { readRightImages } from './group-ranks.ts';

/** As many as can be told apart in a plot. */
const MOST = 16;

export interface EntryAgreement {
  rows: RankedRow[];
  /** Of each row with each; null where it is not kept which images one of them has right. Rounded to two digits. */
  pairs: (ErrorConsistency | null)[][];
}

/**
 * How far the first of a leaderboard agree in what they get right and wrong, on the images that the leaderboard counts. Null where the
 * Ladder holds back what could be worked out from it: who agrees with a good model has a good model.
 */
export async function measureAgreement(board: Leaderboard): Promise<EntryAgreement | null> {
  if (board.ladder) return null;
  const rows = board.rows
    .filter(({ disqualified, value }) => disqualified === null && value !== null)
    .slice(0, MOST);
  const right = await readRightImages(
    rows.map(({ submissionId }) => submissionId),
    board.part,
    'top1Error',
  );
  const pairs = rows.map((one) =>
    rows.map((other) => {
      const [first, second] = [right.get(one.submissionId), right.get(other.submissionId)];
      return first && second ? rounded(errorConsistency(first, second, one.score.images)) : null;
    }),
  );
  return { rows, pairs };
}

function rounded({ agreement, kappa }: ErrorConsistency): ErrorConsistency {
  return { agreement: Number(agreement.toFixed(2)), kappa: kappa === null ? null : Number(kappa.toFixed(2)) };
}
