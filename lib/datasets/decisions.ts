import type { DatasetDesk } from './desk-views.ts';

/** How far a campaign is, as far as an organiser has to decide about it. */
export interface CampaignStanding {
  slug: string;
  title: string;
  dataset: { slug: string };
  progress: { units: number; settled: number; contested: number };
}

/** Something that waits for an organiser. */
export type Decision =
  | { kind: 'freeze-failed'; dataset: DatasetDesk; version: number; error: string }
  | { kind: 'no-images'; dataset: DatasetDesk }
  | { kind: 'no-campaign'; dataset: DatasetDesk }
  | { kind: 'contested'; campaign: CampaignStanding; units: number }
  | { kind: 'ready-to-freeze'; dataset: DatasetDesk; units: number };

/**
 * What needs a decision, the most pressing first: freezes that failed, units without a majority, datasets of which nothing is
 * open any more and that have labels which no version holds, datasets that nobody is asked about, and empty ones.
 */
export function decisionsNeeded(
  datasets: readonly DatasetDesk[],
  campaigns: readonly CampaignStanding[],
): Decision[] {
  const failed = datasets.flatMap((dataset): Decision[] =>
    dataset.latest?.state === 'failed'
      ? [
          {
            kind: 'freeze-failed',
            dataset,
            version: dataset.latest.number,
            error: dataset.latest.error ?? '',
          },
        ]
      : [],
  );
  const contested = campaigns.flatMap((campaign): Decision[] =>
    campaign.progress.contested > 0
      ? [{ kind: 'contested', campaign, units: campaign.progress.contested }]
      : [],
  );
  const ready = datasets.flatMap((dataset): Decision[] => {
    const units = dataset.unitsSettled - (dataset.newest?.unitsSettled ?? 0);
    const underWay = dataset.latest?.state === 'queued' || dataset.latest?.state === 'running';
    const open = campaigns.some(
      ({ dataset: { slug }, progress }) =>
        slug === dataset.slug && progress.settled + progress.contested < progress.units,
    );
    return units > 0 && !open && !underWay ? [{ kind: 'ready-to-freeze', dataset, units }] : [];
  });
  const unasked = datasets
    .filter(({ images, campaigns: count }) => images > 0 && count === 0)
    .map((dataset): Decision => ({ kind: 'no-campaign', dataset }));
  const empty = datasets
    .filter(({ images }) => images === 0)
    .map((dataset): Decision => ({ kind: 'no-images', dataset }));
  return [...failed, ...contested, ...ready, ...unasked, ...empty];
}
