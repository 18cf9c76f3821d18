import type { CodedVotes } from './coded-votes.ts';
import { groupByUnit } from './group-votes.ts';

/**
 * Krippendorff's alpha for nominal answers: agreement beyond chance among votes on the same unit,
 *
 *     alpha = 1 - D_o / D_e,
 *     D_o = (1 / n) sum_u (m_u^2 - sum_c n_uc^2) / (m_u - 1),    D_e = (n^2 - sum_c n_c^2) / (n (n - 1)),
 *
 * with n_uc votes c on unit u, m_u votes on it, over the units with two votes or more; n_c and n are their sums. 1 is perfect
 * agreement, 0 what chance gives, below it people disagree more than by chance. Null where nothing can be compared: no unit
 * has two votes, or only one answer was ever given. K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011.
 */
export function krippendorffAlpha(votes: CodedVotes): number | null {
  const { starts, order } = groupByUnit(votes);
  const counts = new Int32Array(votes.answerCount);
  const totals = new Float64Array(votes.answerCount);
  let pairable = 0;
  let observed = 0;
  for (let unit = 0; unit < votes.unitCount; unit++) {
    const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
    const size = end - start;
    if (size < 2) continue;
    pairable += size;
    let same = 0;
    for (let i = start; i < end; i++) {
      const answer = votes.answers[order[i] as number] as number;
      // The squares grow by their next odd number.
      same += 2 * (counts[answer] as number) + 1;
      counts[answer] = (counts[answer] as number) + 1;
      totals[answer] = (totals[answer] as number) + 1;
    }
    for (let i = start; i < end; i++) counts[votes.answers[order[i] as number] as number] = 0;
    observed += (size * size - same) / (size - 1);
  }
  let squares = 0;
  for (const total of totals) squares += total * total;
  const expected = (pairable * pairable - squares) / (pairable - 1);
  return expected > 0 ? 1 - observed / expected : null;
}
