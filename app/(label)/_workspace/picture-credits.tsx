import { listCampaignSources } from '#lib/labelling/server/list-campaign-sources';
import { AttributionList, attributionOf } from '@/_components/attribution';

/** Who made the images of a campaign, in one: which one is whose is not told while people label. */
export async function PictureCredits({ campaign }: { campaign: string }) {
  const sources = await listCampaignSources(campaign);
  if (sources.length === 0) return null;
  return (
    <footer className="gutter mx-auto mt-8 w-full max-w-[96rem] pb-8 text-xs text-ink-soft">
      <p className="mb-1">These images are from:</p>
      <AttributionList of={sources.map(attributionOf)} inRow />
    </footer>
  );
}
