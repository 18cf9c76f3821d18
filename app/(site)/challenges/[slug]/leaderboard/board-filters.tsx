import type { LeaderboardQuery } from '#lib/challenges/leaderboard';
import { type MetricName, metricNames, metrics } from '#lib/challenges/metric';
import type { Leaderboard } from '#lib/challenges/server/get-leaderboard';
import { Button, LinkButton } from '@/_components/button';
import { type Option, SelectField } from '@/_components/select-field';
import { TextField } from '@/_components/text-field';
import { type BoardTab, boardHref } from './board-query';

type BoardFiltersProps = { slug: string; tab: BoardTab; query: LeaderboardQuery; board: Leaderboard };

const filters = [
  'track',
  'from',
  'until',
  'maxParameters',
  'maxMacs',
  'maxMilliseconds',
  'maxBytes',
] as const;

/** What a leaderboard is ordered by and cut to; a form that works without scripts and ends in an address to share. */
export function BoardFilters({ slug, tab, query, board }: BoardFiltersProps) {
  const cut = filters.filter((name) => query[name] !== undefined).length;
  const tracks = board.tracks.map((track): Option => ({ value: track.slug, label: track.title }));
  const number = { inputMode: 'decimal', optional: true } as const;
  const text = (name: (typeof filters)[number]) => ({ name, defaultValue: String(query[name] ?? '') });
  return (
    <details className="mt-4" open={cut > 0}>
      <summary className="cursor-pointer rounded font-medium">
        Order and filter
        {cut > 0 && ` (${cut} ${cut === 1 ? 'filter' : 'filters'}; ranks are among those left)`}
      </summary>
      <form action={boardHref(slug, tab, { split: 'test', which: 'best' })} className="mt-3 max-w-5xl">
        {query.split === 'val' && <input type="hidden" name="split" value="val" />}
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <SelectField
            name="which"
            label="Submissions"
            defaultValue={query.which}
            options={[
              { value: 'best', label: 'Best of each entry' },
              { value: 'all', label: 'All' },
            ]}
          />
          <SelectField
            name="metric"
            label="Metric"
            defaultValue={board.metric}
            options={metricOptions(board)}
          />
          {board.published && board.part !== 'all' && (
            <SelectField
              name="part"
              label="Images"
              defaultValue={board.part}
              options={[
                { value: 'private', label: 'Private part' },
                { value: 'public', label: 'Public part' },
              ]}
            />
          )}
          {tracks.length > 0 && (
            <SelectField
              name="track"
              label="Track"
              defaultValue={query.track ?? ''}
              options={[{ value: '', label: 'All tracks' }, ...tracks]}
            />
          )}
          <TextField {...text('from')} type="date" label="Submitted from" hint="A day in UTC" optional />
          <TextField {...text('until')} type="date" label="Submitted until" hint="A day in UTC" optional />
          <TextField {...text('maxParameters')} {...number} label="Most parameters" />
          <TextField {...text('maxMacs')} {...number} label="Most multiply-adds an image" />
          <TextField {...text('maxMilliseconds')} {...number} label="Most milliseconds an image" />
          <TextField {...text('maxBytes')} {...number} label="Largest file, bytes" />
        </div>
        <div className="mt-4 flex flex-wrap gap-3">
          <Button type="submit" variant="primary">
            Show
          </Button>
          <LinkButton href={boardHref(slug, tab, { split: query.split, which: 'best' })}>
            Show the usual
          </LinkButton>
        </div>
      </form>
    </details>
  );
}

/** The metrics that somebody on the board has, the challenge's own first. */
function metricOptions({ rows, metric, challengeMetric }: Leaderboard): Option[] {
  const has = (name: MetricName) =>
    name === metric || name === challengeMetric || rows.some(({ score }) => metrics[name].of(score) !== null);
  const others = metricNames.filter((name) => name !== challengeMetric && has(name));
  return [challengeMetric, ...others].map((name) => ({
    value: name,
    label: name === challengeMetric ? `${metrics[name].label} (the challenge's)` : metrics[name].label,
  }));
}
