import type { Metadata } from 'next';
import { type EntryRow, listEntries } from '#lib/challenges/server/list-entries';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { requirePerson } from '@/_server/session';
import { loadChallenge } from '@/(site)/challenges/[slug]/load-challenge';
import { DeskFrame } from '../desk-frame';
import { AdmitEntry, DeclineEntry, DisqualifyEntry, RequalifyEntry } from './entry-acts';

export const metadata: Metadata = { title: 'Entries' };

export default async function EntriesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const person = await requirePerson('organiser');
  const challenge = await loadChallenge(slug);
  const entries = await listEntries(person, slug);
  return (
    <DeskFrame
      challenge={challenge}
      title="Entries"
      lead="Teams with their people. Those that wait for you stand first."
    >
      <DataTable
        name={`Entries of ${challenge.title}`}
        rows={entries}
        rowKey={({ id }) => id}
        empty={<EmptyState title="Nobody has entered yet">Tell people of the challenge.</EmptyState>}
        columns={[
          {
            key: 'name',
            header: 'Entry',
            rowHeader: true,
            cell: (row) => (
              <span className="inline-flex flex-wrap items-center gap-2">
                {row.name} <StateOf row={row} />
              </span>
            ),
          },
          {
            key: 'people',
            header: 'People',
            cell: ({ members, captain }) => (
              <ul>
                {members.map(({ name, email, emailVerified }) => (
                  <li key={email}>
                    {name}, {email}
                    <span className="text-ink-soft">
                      {emailVerified ? '' : ' (not shown to be theirs)'}
                      {name === captain && members.length > 1 ? ', captain' : ''}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
          { key: 'track', header: 'Track', cell: ({ track }) => track },
          { key: 'submissions', header: 'Submissions', align: 'end', cell: ({ submissions }) => submissions },
          { key: 'at', header: 'Entered', cell: ({ createdAt }) => <Moment at={createdAt} show="date" /> },
          { key: 'why', header: 'Reason', cell: (row) => row.disqualifiedFor ?? row.stateReason },
          {
            key: 'act',
            header: 'Next step',
            action: true,
            cell: (row) => challenge.archivedAt === null && !row.baseline && <Acts slug={slug} row={row} />,
          },
        ]}
      />
    </DeskFrame>
  );
}

function StateOf({ row }: { row: EntryRow }) {
  if (row.baseline) return <Badge>baselines</Badge>;
  if (row.disqualifiedFor !== null) return <Badge tone="bad">disqualified</Badge>;
  if (row.state === 'pending') return <Badge tone="warn">waits</Badge>;
  return row.state === 'declined' ? <Badge tone="bad">declined</Badge> : null;
}

function Acts({ slug, row }: { slug: string; row: EntryRow }) {
  const which = { slug, id: row.id, name: row.name };
  return (
    <span className="inline-flex flex-wrap gap-2">
      {row.state !== 'admitted' && <AdmitEntry {...which} />}
      {row.state === 'pending' && <DeclineEntry {...which} />}
      {row.state === 'admitted' &&
        (row.disqualifiedFor === null ? <DisqualifyEntry {...which} /> : <RequalifyEntry {...which} />)}
    </span>
  );
}
