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
  | { kind: 'review'; campaign: CampaignStanding; contested: number; flagged: number }
  | { kind: 'ready-to-freeze'; dataset: DatasetDesk; units: number };

/**
 * What needs a decision, the most pressing first: freezes that failed, units that are contested or flagged, datasets of which nothing is
 * open any more and that have labels which no version holds, datasets that nobody is asked about, and empty ones. `flagged` says how
 * many units of a campaign are flagged, by its slug.
 */
export function decisionsNeeded(
  datasets: readonly DatasetDesk[],
  campaigns: readonly CampaignStanding[],
  flagged: ReadonlyMap<string, number>,
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
  const review = campaigns
    .map((campaign) => ({
      kind: 'review' as const,
      campaign,
      contested: campaign.progress.contested,
      flagged: flagged.get(campaign.slug) ?? 0,
    }))
    .filter((each) => each.contested + each.flagged > 0);
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
  return [...failed, ...review, ...ready, ...unasked, ...empty];
}
