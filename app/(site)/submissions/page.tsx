import type { Metadata } from 'next';
import { listMySubmissions, type MySubmission } from '#lib/challenges/server/list-my-submissions';
import { mySubmissionListSchema } from '#lib/challenges/submission';
import { LinkButton } from '@/_components/button';
import type { Column } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { TextLink } from '@/_components/text-link';
import { requirePerson } from '@/_server/session';
import { SubmissionTable } from './submission-table';

export const metadata: Metadata = { title: 'My submissions' };

const PAGE = 50;

const where: Column<MySubmission>[] = [
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
];

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
        <SubmissionTable name="My submissions" submissions={page.items} further={where} />
      )}
      <Pager
        name="Pages of submissions"
        previousHref={asked.data?.cursor ? '/submissions' : undefined}
        nextHref={page.nextCursor === null ? undefined : `/submissions?cursor=${page.nextCursor}`}
      />
    </PageShell>
  );
}
