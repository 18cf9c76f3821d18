import { metricNames, metrics } from '#lib/challenges/metric';
import type { Leaderboard } from '#lib/challenges/server/get-leaderboard';
import type { CsvTable } from './csv-link';

/** All that a leaderboard shows, metrics as shares of 1. */
export function tableCsv({ rows, part }: Leaderboard): CsvTable {
  const told = metricNames.filter((name) => rows.some(({ score }) => metrics[name].of(score) !== null));
  const header = [
    'rank',
    'group',
    'entry',
    'submission',
    'submission_id',
    'baseline',
    'disqualified',
    'track',
    'submitted_at',
    'images',
    'part',
    ...told.flatMap((name) => [name, `${name}_low`, `${name}_high`]),
    'parameters',
    'multiply_adds',
    'seconds_per_image',
    'model_bytes',
    'peak_memory_mb',
  ];
  return [
    header,
    ...rows.map((row) => [
      row.rank,
      row.group,
      row.entry,
      row.submission,
      row.submissionId,
      row.baseline ? 'yes' : 'no',
      row.disqualified,
      row.track,
      row.submittedAt.toISOString(),
      row.score.images,
      part,
      ...told.flatMap((name) => {
        const measured = metrics[name].of(row.score);
        return [measured?.error ?? null, measured?.interval?.[0] ?? null, measured?.interval?.[1] ?? null];
      }),
      row.cost.parameters,
      row.cost.macs,
      row.cost.secondsPerImage,
      row.cost.modelBytes,
      row.cost.peakMemoryMb,
    ]),
  ];
}
