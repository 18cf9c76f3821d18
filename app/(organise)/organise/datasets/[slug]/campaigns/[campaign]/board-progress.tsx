import type { Board } from '#lib/labelling/board';
import { Badge } from '@/_components/badge';
import { Count } from '@/_components/figure';
import { ProgressBar } from '@/_components/progress-bar';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { boardPath } from './load-board';

/** What waits for an organiser in this campaign, each with the page where it is decided. */
export function WaitingList({ board }: { board: Board }) {
  const { waiting, labelers, state, progress } = board;
  const path = boardPath(board);
  const open = progress.units - progress.settled - progress.contested;
  const items = [
    waiting.contested > 0 && {
      badge: 'contested',
      text: `${count(waiting.contested, 'unit has', 'units have')} all votes and no answer that is sure enough.`,
      href: `${path}/review`,
      act: 'Review them',
    },
    waiting.flagged > 0 && {
      badge: 'flagged',
      text: `Labelers flagged ${count(waiting.flagged, 'unit', 'units')}.`,
      href: `${path}/review`,
      act: 'Look at them',
    },
    labelers.suspected > 0 && {
      badge: 'suspected',
      text: `Something speaks against ${count(labelers.suspected, 'labeler', 'labelers')} whose votes count.`,
      href: `${path}/people`,
      act: 'Look at the evidence',
    },
    progress.units > 0 &&
      open === 0 &&
      state === 'open' && {
        badge: 'ready',
        text: 'Every unit is decided or waits for review: no vote is needed any more.',
        href: `/organise/datasets/${board.dataset.slug}#freeze`,
        act: 'Freeze a version',
      },
  ].filter((item) => item !== false);
  if (items.length === 0) return <p className="text-ink-soft">Nothing. The campaign runs by itself.</p>;
  return (
    <ul className="flex flex-col divide-y divide-line border-y border-line">
      {items.map(({ badge, text, href, act }) => (
        <li key={badge} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
          <span className="w-28 shrink-0">
            <Badge tone={badge === 'ready' ? 'accent' : 'warn'}>{badge}</Badge>
          </span>
          <span className="min-w-0 flex-1 basis-64">{text}</span>
          <TextLink href={href}>{act}</TextLink>
        </li>
      ))}
    </ul>
  );
}

/** How far the campaign is, in units and votes. */
export function BoardProgress({ board }: { board: Board }) {
  const { progress, votesPerUnit, targetConfidence, gold, kind } = board;
  const { units, settled, contested, votes } = progress;
  const goldUnits = gold.organiser + gold.settled + gold.inserted;
  const path = boardPath(board);
  return (
    <div className="flex flex-col gap-6">
      <div className="max-w-3xl">
        <ProgressBar
          name="Settled"
          value={settled}
          max={units}
          unit="units"
          inPercent
          detail={
            targetConfidence === null
              ? `the majority of ${votesPerUnit} votes decides`
              : `settled at a confidence of ${targetConfidence}, with ${votesPerUnit} votes at most`
          }
        />
      </div>
      <Stats
        items={[
          { label: 'open', value: <Count value={units - settled - contested} /> },
          { label: 'contested', value: <Count value={contested} />, href: `${path}/review` },
          { label: 'votes', value: <Count value={votes} /> },
          { label: 'gold units', value: <Count value={goldUnits} />, href: `${path}/gold` },
        ]}
      />
      {kind === 'verify' && (
        <p>
          <TextLink href={`${path}/nouns`}>Progress by noun</TextLink>
        </p>
      )}
    </div>
  );
}

const count = (value: number, one: string, many: string) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`;
