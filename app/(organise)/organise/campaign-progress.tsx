import type { CampaignFacts } from '#lib/labelling/campaign';
import { Badge } from '@/_components/badge';
import { ProgressBar } from '@/_components/progress-bar';
import { TextLink } from '@/_components/text-link';

const kinds = { verify: 'Does it show the noun?', classify: 'Which noun is it?' };

/** How far a campaign is, with the way to where its votes are given. */
export function CampaignProgress({
  campaign,
  simulated,
  onDataset = false,
}: {
  campaign: CampaignFacts;
  /** Whether simulated labelers gave some of its votes. */
  simulated: boolean;
  /** Names its dataset, where campaigns of several stand together. */
  onDataset?: boolean;
}) {
  const { slug, title, kind, state, votesPerUnit, targetConfidence, progress, dataset } = campaign;
  const { units, settled, contested, votes } = progress;
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink href={`/label/${slug}`}>{title}</TextLink>
        <Badge>{kinds[kind]}</Badge>
        {simulated && <Badge tone="warn">with simulated votes</Badge>}
        {state === 'closed' && <Badge>closed</Badge>}
      </p>
      <ProgressBar
        name="Settled"
        value={settled}
        max={units}
        unit="units"
        inPercent
        detail={[
          `${votes.toLocaleString('en')} votes, ${votesPerUnit} a unit${targetConfidence === null ? '' : ' at most'}`,
          contested > 0 &&
            `${contested.toLocaleString('en')} ${targetConfidence === null ? 'without a majority' : 'not sure enough'}`,
        ]
          .filter(Boolean)
          .join('; ')}
      />
      {onDataset && (
        <p className="text-sm text-ink-soft">
          On{' '}
          <TextLink quiet href={`/organise/datasets/${dataset.slug}`}>
            {dataset.title}
          </TextLink>
          {' · '}
          <TextLink quiet href={`/organise/datasets/${dataset.slug}/campaigns/${slug}`}>
            Board<span className="sr-only"> of {title}</span>
          </TextLink>
        </p>
      )}
    </div>
  );
}
