import { ArrowDown, ArrowUp } from 'lucide-react';
import type { RankedRow } from '#lib/challenges/server/get-leaderboard';

/** How many places an entry went up or down from the public images to the private. */
export function RankChange({ rankChange: change }: Pick<RankedRow, 'rankChange'>) {
  if (change === null) {
    return (
      <>
        <span aria-hidden>–</span>
        <span className="sr-only">no change of rank to tell</span>
      </>
    );
  }
  if (change === 0) return 'same';
  const [Arrow, way] = change > 0 ? [ArrowUp, 'up'] : [ArrowDown, 'down'];
  return (
    <span className="inline-flex items-center gap-1">
      <Arrow aria-hidden size={14} className={change > 0 ? 'text-good' : 'text-bad'} />
      <span className="sr-only">{way}</span>
      {Math.abs(change)}
    </span>
  );
}
