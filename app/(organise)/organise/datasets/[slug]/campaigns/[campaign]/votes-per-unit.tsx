import type { Person } from '#lib/identity/person';
import type { Board } from '#lib/labelling/board';
import { readDecidedUnits } from '#lib/labelling/server/read-decided-units';
import { BarList } from '@/_components/bar-list';
import { Count } from '@/_components/figure';

/** How many votes settled units have: where adaptive stopping pays, most have few. */
export async function VotesPerUnit({ person, board }: { person: Person; board: Board }) {
  const { settledByVotes, sampled, complete } = await readDecidedUnits(person, { campaign: board.slug });
  const settled = settledByVotes.reduce((sum, units) => sum + units, 0);
  if (settled === 0) {
    return (
      <p className="text-ink-soft">
        No unit is settled yet. Once some are, it stands here how many votes they took.
      </p>
    );
  }
  const votes = settledByVotes.reduce((sum, units, count) => sum + units * count, 0);
  const first = settledByVotes.findIndex((units) => units > 0);
  return (
    <div className="max-w-3xl">
      <p className="mb-4">
        On average <span className="font-medium tabular-nums">{(votes / settled).toFixed(2)}</span> votes.{' '}
        <span className="text-sm text-ink-soft">
          {complete ? 'Of all ' : 'Of a sample of '}
          <Count value={sampled} /> units; gold is not counted.
        </span>
      </p>
      <BarList
        name="Settled units by their votes"
        items={settledByVotes
          .map((units, count) => ({ units, count }))
          .slice(first)
          .map(({ units, count }) => ({
            label: count === 0 ? 'none, by review alone' : `${count} ${count === 1 ? 'vote' : 'votes'}`,
            value: units,
            display: `${units.toLocaleString('en')} (${((100 * units) / settled).toFixed(0)} %)`,
          }))}
      />
    </div>
  );
}
