import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { decisionsNeeded } from '#lib/datasets/decisions';
import type { DatasetDesk } from '#lib/datasets/desk-views';
import { listDatasetDesks } from '#lib/datasets/server/list-dataset-desks';
import { countFlagged } from '#lib/labelling/server/count-flagged';
import { findSimulatedCampaigns } from '#lib/labelling/server/find-simulated-campaigns';
import { listCampaigns } from '#lib/labelling/server/list-campaigns';
import { LinkButton } from '@/_components/button';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { requirePerson } from '@/_server/session';
import { CampaignProgress } from './campaign-progress';
import { DecisionList } from './decision-list';
import { VersionBadge } from './version-badge';

export const metadata: Metadata = { title: 'Organise' };

const newDataset = (
  <LinkButton href="/organise/datasets/new" variant="primary" icon={<Plus aria-hidden size={16} />}>
    Make a dataset
  </LinkButton>
);

export default async function OrganisePage() {
  const person = await requirePerson('organiser');
  const [desks, campaigns] = await Promise.all([listDatasetDesks(person), listCampaigns()]);
  const slugs = campaigns.map(({ slug }) => slug);
  const [simulated, flagged] = await Promise.all([findSimulatedCampaigns(slugs), countFlagged(slugs)]);
  return (
    <PageShell
      title="Organise"
      lead="Bring images, let people agree on what they show, freeze it, open a challenge on it."
      actions={
        desks.length > 0 && (
          <>
            <LinkButton href="/organise/takedowns">Takedowns</LinkButton>
            <LinkButton href="/organise/challenges">Challenges</LinkButton>
            {newDataset}
          </>
        )
      }
    >
      {desks.length === 0 ? (
        <EmptyState title="Nothing to organise yet" action={newDataset}>
          A dataset begins empty. You put images into it with their licence and start a campaign; people label
          them, and you freeze what they agreed on.
        </EmptyState>
      ) : (
        <>
          <Section title="Needs a decision" id="decisions">
            <DecisionList decisions={decisionsNeeded(desks, campaigns, flagged)} />
          </Section>
          <Section title="Campaigns" id="campaigns" lead="Those that take votes.">
            {campaigns.length === 0 ? (
              <p className="text-ink-soft">None is open. Start one from a dataset that has images.</p>
            ) : (
              <ul className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
                {campaigns.map((campaign) => (
                  <li key={campaign.slug}>
                    <CampaignProgress
                      campaign={campaign}
                      simulated={simulated.has(campaign.slug)}
                      onDataset
                    />
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section title="Datasets" id="datasets">
            <DatasetTable desks={desks} />
          </Section>
        </>
      )}
    </PageShell>
  );
}

function DatasetTable({ desks }: { desks: readonly DatasetDesk[] }) {
  return (
    <DataTable
      name="Datasets"
      rows={desks}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'title',
          header: 'Dataset',
          rowHeader: true,
          cell: ({ slug, title }) => (
            <TextLink quiet href={`/organise/datasets/${slug}`}>
              {title}
            </TextLink>
          ),
        },
        { key: 'images', header: 'Images', align: 'end', cell: ({ images }) => <Count value={images} /> },
        {
          key: 'settled',
          header: 'Units settled',
          align: 'end',
          cell: ({ unitsSettled }) => <Count value={unitsSettled} />,
        },
        {
          key: 'version',
          header: 'Newest version',
          cell: ({ latest }) =>
            latest === null ? (
              <span className="text-ink-soft">none</span>
            ) : (
              <span className="inline-flex items-center gap-2">
                {latest.number} <VersionBadge state={latest.state} />
              </span>
            ),
        },
      ]}
    />
  );
}
