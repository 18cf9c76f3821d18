import type { Metadata } from 'next';
import { listMySubmissions, type MySubmission } from '#lib/challenges/server/list-my-submissions';
import { mySubmissionListSchema } from '#lib/challenges/submission';
import { LinkButton } from '@/_components/button';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { TextLink } from '@/_components/text-link';
import { requirePerson } from '@/_server/session';
import { StateBadge } from '@/(site)/challenges/state-badge';

export const metadata: Metadata = { title: 'My submissions' };

const PAGE = 50;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function MySubmissionsPage({ searchParams }: { searchParams: Search }) {
  const person = await requirePerson();
  // An address that somebody mistyped shows the first page.
  const asked = mySubmissionListSchema.safeParse({ ...(await searchParams), limit: PAGE });
  const page = await listMySubmissions(person, asked.data ?? { limit: PAGE });
  return (
    <PageShell title="My submissions" lead="The models of your entries in all challenges, newest first.">
      {page.items.length === 0 ? (
        <EmptyState
          title="No submissions yet"
          action={
            <LinkButton href="/challenges" variant="primary">
              Choose a challenge
            </LinkButton>
          }
        >
          Enter a challenge and submit a model. It stands here with its state and, once it is scored, its
          error.
        </EmptyState>
      ) : (
        <SubmissionTable submissions={page.items} />
      )}
      <Pager
        name="Pages of submissions"
        previousHref={asked.data?.cursor ? '/submissions' : undefined}
        nextHref={page.nextCursor === null ? undefined : `/submissions?cursor=${page.nextCursor}`}
      />
    </PageShell>
  );
}

function SubmissionTable({ submissions }: { submissions: readonly MySubmission[] }) {
  return (
    <DataTable
      name="My submissions"
      rows={submissions}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          header: 'Submission',
          rowHeader: true,
          cell: (row) => (
            <TextLink quiet href={`/submissions/${row.id}`}>
              {row.name}
            </TextLink>
          ),
        },
        { key: 'state', header: 'State', cell: (row) => <StateBadge state={row.state} /> },
        {
          key: 'error',
          header: 'Top-1 error',
          align: 'end',
          cell: (row) => <Figure value={row.top1Error === null ? null : 100 * row.top1Error} unit="%" />,
        },
        {
          key: 'challenge',
          header: 'Challenge',
          cell: ({ challenge }) => (
            <TextLink quiet href={`/challenges/${challenge.slug}`}>
              {challenge.title}
            </TextLink>
          ),
        },
        { key: 'entry', header: 'Entry', cell: (row) => row.entry },
        { key: 'at', header: 'Submitted', align: 'end', cell: (row) => <Moment at={row.createdAt} /> },
      ]}
    />
  );
}
