import type { BoardLabeler } from '#lib/labelling/board';
import { ScatterPlot, type ScatterPoint } from '@/_components/scatter-plot';

/** Labelers by speed and reliability: a dot's area is their votes. The table beside it says the same. */
export function PeoplePlot({
  people,
  href,
}: {
  people: readonly BoardLabeler[];
  href: (name: string) => string;
}) {
  const most = Math.max(...people.map(({ votes }) => votes), 1);
  return (
    <>
      <ScatterPlot
        x={{ label: 'Seconds a vote', text: (value) => `${value} s` }}
        y={{ label: 'Reliability', text: (value) => `${Math.round(100 * value)} %` }}
        points={people.map(
          ({
            id,
            name,
            reliability,
            seconds,
            votes,
            suspicions,
            withdrawnAt,
            simulated,
            machine,
          }): ScatterPoint => ({
            key: id,
            label: name,
            href: href(name),
            x: seconds as number,
            y: reliability as number,
            size: votes / most,
            tone:
              withdrawnAt !== null
                ? 'quiet'
                : suspicions.length > 0
                  ? 'bad'
                  : simulated || machine
                    ? 'hollow'
                    : 'normal',
          }),
        )}
      />
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-soft">
        <li>A round dot is a person, a ring a simulated labeler or a model.</li>
        <li>A diamond is somebody against whom something speaks, a square one whose votes are withdrawn.</li>
        <li>The larger, the more votes.</li>
      </ul>
    </>
  );
}
