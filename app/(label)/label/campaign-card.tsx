import { askableProgress } from '#lib/labelling/server/askable-progress';
import { listCampaignSources } from '#lib/labelling/server/list-campaign-sources';
import type { ListedCampaign } from '#lib/labelling/server/list-campaigns';
import { AttributionsTogether, attributionOf } from '@/_components/attribution';
import { Badge } from '@/_components/badge';
import { Card } from '@/_components/card';
import { MarkdownExcerpt } from '@/_components/markdown';
import { Mosaic } from '@/_components/mosaic';
import { ProgressBar } from '@/_components/progress-bar';
import { TextLink } from '@/_components/text-link';

const COLUMNS = 6;

/** A campaign to choose: what waits, what is asked, how far it is. */
export async function CampaignCard({ campaign, eager }: { campaign: ListedCampaign; eager: boolean }) {
  const { slug, title, kind, instructions, dataset, waiting } = campaign;
  const [progress, sources] = await Promise.all([
    askableProgress({ campaign: slug }),
    listCampaignSources(slug),
  ]);
  const done = progress.settled + progress.contested;
  return (
    <Card
      level={2}
      title={title}
      href={`/label/${slug}`}
      picture={
        <Mosaic
          name={`Some of the images that wait in ${title}`}
          columns={COLUMNS}
          eager={eager ? waiting.length : 0}
          pictures={waiting.map((picture, index) => ({
            ...picture,
            alt: `Waiting image ${index + 1} of ${waiting.length}`,
          }))}
        />
      }
    >
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <Badge tone="accent">{kind === 'verify' ? 'Click what shows the noun' : 'Name what it shows'}</Badge>
        for {dataset.title}
        <span className="relative ml-auto">
          <TextLink href={`/label/${slug}/guide`} quiet prefetch={false}>
            Field guide<span className="sr-only"> of {title}</span>
          </TextLink>
        </span>
      </p>
      {instructions !== '' && (
        <p className="line-clamp-3">
          <MarkdownExcerpt text={instructions} />
        </p>
      )}
      <div className="mt-auto pt-2">
        <ProgressBar
          name={done === progress.units ? 'Finished' : 'Decided'}
          value={done}
          max={progress.units}
          unit={kind === 'verify' ? 'questions' : 'images'}
          inPercent
        />
      </div>
      {/* Which image is whose is not told while people label. */}
      <AttributionsTogether of={sources.map(attributionOf)} />
    </Card>
  );
}
