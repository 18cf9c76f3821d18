import type { Metadata } from 'next';
import type { BoardPlace } from '#lib/labelling/labeler-figures';
import { myFigures } from '#lib/labelling/server/my-figures';
import { weeklyBoard } from '#lib/labelling/server/weekly-board';
import { LinkButton } from '@/_components/button';
import { type Column, DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { PageShell } from '@/_components/page-shell';
import { Remaining } from '@/_components/remaining';
import { requirePerson } from '@/_server/session';
import { BoardMembership } from './board-membership';

export const metadata: Metadata = { title: 'Board of the week' };

const WEEK_MS = 7 * 86_400_000;

const columns: Column<BoardPlace>[] = [
  { key: 'place', header: 'Place', align: 'end', cell: ({ place }) => place },
  {
    key: 'name',
    header: 'Volunteer',
    rowHeader: true,
    cell: ({ name, own }) => (own ? <strong className="font-semibold">{name} (you)</strong> : name),
  },
  { key: 'votes', header: 'Votes', align: 'end', cell: ({ votes }) => <Count value={votes} /> },
];

export default async function BoardPage() {
  const person = await requirePerson('labeler');
  const [{ week, top, own, people }, { onBoard }] = await Promise.all([
    weeklyBoard(person),
    myFigures(person),
  ]);
  const monday = new Date(`${week}T00:00:00Z`);
  const end = new Date(monday.getTime() + WEEK_MS);
  const places = own ? [...top, own] : top;
  return (
    <PageShell
      title="Board of the week"
      path={[{ label: 'Campaigns', href: '/label' }, { label: 'Board of the week' }]}
      lead={
        <>
          Who gave most votes since Monday, {dateText(monday)} (UTC). The next week begins anew:{' '}
          <Remaining until={end} now={new Date()} past="it has begun" />.
        </>
      }
      width="text"
      actions={
        <LinkButton href="/label" variant="primary">
          Label images
        </LinkButton>
      }
    >
      {places.length === 0 ? (
        <EmptyState title="Nobody has voted this week yet">
          The first twenty stand here, and your own place wherever it is.
        </EmptyState>
      ) : (
        <DataTable
          name={
            top.length === 1
              ? 'The volunteer with most votes'
              : `The ${top.length} volunteers with most votes`
          }
          columns={columns}
          rows={places}
          rowKey={({ place, name, own: isOwn }) => `${place}/${name}/${isOwn}/${places.length}`}
          tone={(row) => (row.own ? 'accent' : 'normal')}
          startsGroup={(row) => row === own}
        />
      )}
      <div className="mt-6 flex flex-col gap-4 text-sm text-ink-soft">
        <p>
          {people > places.length && `${people.toLocaleString('en')} people labelled this week. `}
          {onBoard
            ? 'You are on the board from your first vote of a week on. Others see the name of your account and how many votes you gave, nothing more.'
            : 'You left the board: nobody sees you here. Your votes count as before.'}{' '}
          Simulated labelers and models are not on it, nor are votes that were withdrawn.
        </p>
        <BoardMembership onBoard={onBoard} />
      </div>
    </PageShell>
  );
}

function dateText(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at);
}
