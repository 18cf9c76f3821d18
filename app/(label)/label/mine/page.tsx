import type { Metadata } from 'next';
import { type MyLabelling, myLabelling } from '#lib/labelling/server/my-labelling';
import { BarList } from '@/_components/bar-list';
import { LinkButton } from '@/_components/button';
import { type Column, DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { requirePerson } from '@/_server/session';

export const metadata: Metadata = { title: 'My labelling' };

const columns: Column<MyLabelling['campaigns'][number]>[] = [
  {
    key: 'campaign',
    header: 'Campaign',
    rowHeader: true,
    cell: ({ slug, title }) => <TextLink href={`/label/${slug}`}>{title}</TextLink>,
  },
  { key: 'votes', header: 'Your votes', align: 'end', cell: ({ votes }) => <Count value={votes} /> },
  {
    key: 'last',
    header: 'Last vote',
    align: 'end',
    cell: ({ lastVoteAt }) => <Moment at={lastVoteAt} show="date" />,
  },
];

export default async function MyLabellingPage() {
  const person = await requirePerson('labeler');
  const { votes, imagesSettled, agreement, nouns, campaigns } = await myLabelling(person);
  const go = (
    <LinkButton href="/label" variant="primary">
      Label images
    </LinkButton>
  );
  if (votes === 0) {
    return (
      <EmptyState page title="What your votes become" action={go}>
        The images that your votes helped to settle, how often you agree with others and the nouns you know
        best will stand here. Give the first votes.
      </EmptyState>
    );
  }
  return (
    <PageShell title="My labelling" lead="What your votes became." actions={go}>
      <Stats
        items={[
          { label: 'votes given', value: <Count value={votes} /> },
          { label: 'images settled with your help', value: <Count value={imagesSettled} /> },
          {
            label: 'agreement with what was settled',
            value: <Figure value={share(agreement)} unit="%" digits={0} />,
            hint:
              agreement.votes === 0
                ? 'shown from ten settled votes on a noun'
                : `of ${agreement.votes.toLocaleString('en')} settled votes`,
          },
        ]}
      />
      <p className="mt-4 max-w-3xl text-sm text-ink-soft">
        Agreement is counted in whole tens of settled votes by noun, so that no figure tells what a single
        image was settled as.
      </p>
      {nouns.length > 0 && (
        <Section title="Nouns you know best" lead="How often you voted as it was settled.">
          <BarList
            name="Agreement by noun"
            max={100}
            unit="%"
            items={nouns.map(({ noun, ...counts }) => ({
              label: noun.words[0] ?? noun.id,
              value: share(counts) ?? 0,
              display: `${share(counts)?.toFixed(0)} % of ${counts.votes.toLocaleString('en')}`,
              href: `/explore/${noun.id}`,
            }))}
          />
        </Section>
      )}
      <Section title="Campaigns">
        <DataTable
          name="Campaigns that you have voted in"
          columns={columns}
          rows={campaigns}
          rowKey={({ slug }) => slug}
        />
      </Section>
    </PageShell>
  );
}

/** In per cent; null where there are too few votes to say. */
function share({ votes, agreed }: { votes: number; agreed: number }): number | null {
  return votes === 0 ? null : (100 * agreed) / votes;
}
