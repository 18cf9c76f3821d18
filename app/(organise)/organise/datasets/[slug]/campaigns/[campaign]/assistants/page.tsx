import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AppError } from '#lib/core/errors';
import type { AssistantView } from '#lib/labelling/assistant';
import { getCampaign } from '#lib/labelling/server/get-campaign';
import { listAssistants } from '#lib/labelling/server/list-assistants';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { requirePerson } from '@/_server/session';
import { AssistantForm } from './assistant-form';

export const metadata: Metadata = { title: 'Models that assist' };

interface Props {
  params: Promise<{ slug: string; campaign: string }>;
}

export default async function AssistantsPage({ params }: Props) {
  const { slug, campaign: campaignSlug } = await params;
  const { campaign, assistants } = await load(slug, campaignSlug);
  const desk = `/organise/datasets/${slug}`;
  return (
    <PageShell
      title={`Models that assist ${campaign.title}`}
      path={[
        { label: 'Organise', href: '/organise' },
        { label: campaign.dataset.title, href: desk },
        { label: campaign.title, href: `${desk}/campaigns/${campaignSlug}` },
        { label: 'Models' },
      ]}
      lead="A model may vote as one more labeler, its reliability estimated like anyone’s. It is given only images that are train and stay so: none that is or may become val or test. Versions say which labels had its vote."
    >
      {assistants.length > 0 && <Assistants assistants={assistants} />}
      {campaign.state === 'open' && (
        <Section title="Have a model vote">
          <AssistantForm key={assistants.length} campaign={campaignSlug} />
        </Section>
      )}
    </PageShell>
  );
}

const states: Record<AssistantView['state'], string> = {
  queued: 'waiting for a worker',
  running: 'voting',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

function Assistants({ assistants }: { assistants: AssistantView[] }) {
  return (
    <Section title="Models of this campaign">
      <DataTable
        name="Models that vote in this campaign"
        columns={[
          { key: 'name', header: 'Name', rowHeader: true, cell: ({ name }) => name },
          { key: 'state', header: 'State', cell: (assistant) => <State {...assistant} /> },
          { key: 'votes', header: 'Votes', align: 'end', cell: ({ votes }) => votes.toLocaleString('en') },
          {
            key: 'nouns',
            header: 'Nouns it knows',
            align: 'end',
            cell: ({ nouns }) => nouns.toLocaleString('en'),
          },
          { key: 'added', header: 'Added', cell: ({ createdAt }) => <Moment at={createdAt} /> },
        ]}
        rows={assistants}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function State({ state, problem }: AssistantView) {
  return (
    <>
      <Badge tone={state === 'failed' ? 'bad' : 'neutral'}>{states[state]}</Badge>
      {problem && <p className="mt-1 max-w-sm text-ink-soft">{problem}</p>}
    </>
  );
}

async function load(dataset: string, slug: string) {
  const person = await requirePerson('organiser');
  try {
    const [campaign, assistants] = await Promise.all([
      getCampaign(person, { campaign: slug }),
      listAssistants(person, slug),
    ]);
    if (campaign.dataset.slug !== dataset) notFound();
    return { campaign, assistants };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}
