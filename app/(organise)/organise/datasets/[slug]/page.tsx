import { ImagePlus, Images, Vote } from 'lucide-react';
import type { Metadata } from 'next';
import type { DatasetDeskDetails, DeskVersion } from '#lib/datasets/desk-views';
import { findSimulatedCampaigns } from '#lib/labelling/server/find-simulated-campaigns';
import { listCampaigns } from '#lib/labelling/server/list-campaigns';
import { LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { CampaignProgress } from '../../campaign-progress';
import { VersionBadge } from '../../version-badge';
import { CampaignStateButton } from './campaign-state-button';
import { FreezeForm } from './freeze-form';
import { FreezeWatch } from './freeze-watch';
import { loadDesk } from './load-desk';

interface Props {
  params: Promise<{ slug: string }>;
}

export const metadata: Metadata = { title: 'Organise a dataset' };

export default async function DatasetDeskPage({ params }: Props) {
  const { desk } = await loadDesk((await params).slug);
  const { slug, title, images, unitsSettled, newest } = desk;
  return (
    <PageShell
      title={title}
      path={[{ label: 'Organise', href: '/organise' }, { label: title }]}
      lead={
        <TextLink href={`/datasets/${slug}`} quiet>
          Its public page
        </TextLink>
      }
      actions={
        <>
          <LinkButton href={`/organise/datasets/${slug}/imports`} icon={<ImagePlus aria-hidden size={18} />}>
            Add images
          </LinkButton>
          {images > 0 && (
            <LinkButton
              href={`/organise/datasets/${slug}/duplicates`}
              icon={<Images aria-hidden size={18} />}
            >
              Images that look alike
            </LinkButton>
          )}
          {images > 0 && (
            <LinkButton
              href={`/organise/datasets/${slug}/campaigns/new`}
              icon={<Vote aria-hidden size={18} />}
            >
              Start a campaign
            </LinkButton>
          )}
        </>
      }
    >
      <Stats
        items={[
          { label: 'images', value: <Count value={images} /> },
          { label: 'nouns they were gathered for', value: <Count value={desk.nouns.length} /> },
          { label: 'units settled', value: <Count value={unitsSettled} /> },
          { label: 'newest version', value: newest ? newest.number : 'none' },
        ]}
      />
      <Section title="Campaigns" id="campaigns">
        <Campaigns desk={desk} />
      </Section>
      <Section
        title="Freeze a version"
        id="freeze"
        lead="Takes what people agreed on so far, gives each image its split, and never changes again. Held-out labels stay on the server."
      >
        <Freeze desk={desk} />
      </Section>
      {desk.versions.length > 0 && (
        <Section title="Versions" id="versions">
          <Versions slug={slug} versions={desk.versions} />
        </Section>
      )}
    </PageShell>
  );
}

async function Campaigns({ desk }: { desk: DatasetDeskDetails }) {
  const [open, closed] = await Promise.all([
    listCampaigns({ dataset: desk.slug }),
    listCampaigns({ dataset: desk.slug, state: 'closed' }),
  ]);
  const campaigns = [...open, ...closed];
  const simulated = await findSimulatedCampaigns(campaigns.map(({ slug }) => slug));
  if (campaigns.length === 0) {
    return desk.images === 0 ? (
      <EmptyState
        title="No images yet"
        action={
          <LinkButton href={`/organise/datasets/${desk.slug}/imports`} variant="primary">
            Add images
          </LinkButton>
        }
      >
        Put images into the dataset first. Then a campaign asks people what they show.
      </EmptyState>
    ) : (
      <EmptyState
        title="No campaign yet"
        action={
          <LinkButton href={`/organise/datasets/${desk.slug}/campaigns/new`} variant="primary">
            Start a campaign
          </LinkButton>
        }
      >
        A campaign asks people about the images until each has its answer.
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col gap-8">
      {campaigns.map((campaign) => (
        <li key={campaign.slug} className="max-w-3xl">
          <CampaignProgress campaign={campaign} simulated={simulated.has(campaign.slug)} />
          <p className="my-2 flex flex-wrap gap-x-6 gap-y-1">
            <TextLink href={`/organise/datasets/${desk.slug}/campaigns/${campaign.slug}`}>
              Board
              <span className="sr-only"> of {campaign.title}</span>
            </TextLink>
            <TextLink href={`/organise/datasets/${desk.slug}/campaigns/${campaign.slug}/review`}>
              Review what is contested or flagged
            </TextLink>
          </p>
          <CampaignStateButton slug={campaign.slug} title={campaign.title} state={campaign.state} />
        </li>
      ))}
    </ul>
  );
}

function Freeze({ desk }: { desk: DatasetDeskDetails }) {
  const { latest, slug, unitsSettled, sources, newest } = desk;
  if (latest && (latest.state === 'queued' || latest.state === 'running')) {
    return <FreezeWatch slug={slug} number={latest.number} state={latest.state} />;
  }
  if (unitsSettled === 0) {
    return (
      <p className="text-ink-soft">
        Nothing is settled yet. As soon as units of a campaign have their votes, a version can be frozen.
      </p>
    );
  }
  const fresh = unitsSettled - (newest?.unitsSettled ?? 0);
  return (
    <>
      {latest?.state === 'failed' && (
        <div className="mb-6">
          <Callout tone="bad" title={`Version ${latest.number} was not frozen`}>
            {latest.error} Nothing of it was kept.
          </Callout>
        </div>
      )}
      <p className="mb-4">
        {fresh > 0
          ? `${fresh.toLocaleString('en')} ${fresh === 1 ? 'unit has' : 'units have'} been settled${newest ? ` since version ${newest.number}` : ''}.`
          : 'Nothing has been settled since the newest version: another one would hold the same labels.'}
      </p>
      <FreezeForm slug={slug} sources={sources} usual={newest?.options} />
    </>
  );
}

function Versions({ slug, versions }: { slug: string; versions: readonly DeskVersion[] }) {
  return (
    <DataTable
      name="Versions"
      rows={versions}
      rowKey={({ number }) => number}
      columns={[
        {
          key: 'number',
          header: 'Version',
          rowHeader: true,
          cell: ({ number, state }) =>
            state === 'done' ? (
              <TextLink quiet href={`/datasets/${slug}?version=${number}`}>
                <VersionNumber number={number} />
              </TextLink>
            ) : (
              <VersionNumber number={number} />
            ),
        },
        { key: 'state', header: 'State', cell: ({ state }) => <VersionBadge state={state} /> },
        { key: 'asked', header: 'Asked for', cell: ({ createdAt }) => <Moment at={createdAt} show="date" /> },
        {
          key: 'classes',
          header: 'Classes',
          align: 'end',
          cell: ({ state, classes }) => <Counted state={state} value={classes} />,
        },
        {
          key: 'train',
          header: 'Train',
          align: 'end',
          cell: ({ state, images }) => <Counted state={state} value={images.train} />,
        },
        {
          key: 'val',
          header: 'Val',
          align: 'end',
          cell: ({ state, images }) => <Counted state={state} value={images.val} />,
        },
        {
          key: 'test',
          header: 'Held out',
          align: 'end',
          cell: ({ state, images }) => <Counted state={state} value={images.test} />,
        },
        {
          key: 'next',
          header: 'Next step',
          action: true,
          cell: ({ number, state, images }) =>
            state === 'done' && images.test > 0 ? (
              <TextLink href={`/organise/challenges/new?dataset=${slug}&version=${number}`}>
                Open a challenge<span className="sr-only"> on version {number}</span>
              </TextLink>
            ) : null,
        },
      ]}
    />
  );
}

/** A version that is not done has nothing to count. */
function Counted({ state, value }: { state: DeskVersion['state']; value: number }) {
  return state === 'done' ? <Count value={value} /> : <Figure value={null} />;
}

/** Its number; where the table's rows are cards, no header says what that is. */
function VersionNumber({ number }: { number: number }) {
  return (
    <>
      <span className="@3xl:hidden">Version </span>
      {number}
    </>
  );
}
