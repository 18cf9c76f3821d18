import type { Metadata } from 'next';
import { listBarred } from '#lib/challenges/server/admit-researcher';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { requirePerson } from '@/_server/session';
import { loadChallenge } from '@/(site)/challenges/[slug]/load-challenge';
import { AdmitPerson, TakeBackAdmission } from './admit-person';

export const metadata: Metadata = { title: 'Who may take part' };

export default async function ChallengePeoplePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const person = await requirePerson('organiser');
  const challenge = await loadChallenge(slug);
  const people = await listBarred(person, { challenge: slug });
  return (
    <PageShell
      title="Who may take part"
      path={[
        { label: 'Organise', href: '/organise' },
        { label: 'Challenges', href: '/organise/challenges' },
        { label: challenge.title, href: `/challenges/${slug}` },
        { label: 'People' },
      ]}
      lead="Every researcher may, but those who labelled images that the challenge holds out: they could know what models are tested on. Admit by name whom you trust all the same; they read your reason."
    >
      <DataTable
        name={`Researchers who labelled held-out images of ${challenge.title}`}
        rows={people}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Nobody is barred">
            No researcher has labelled images that this challenge holds out.
          </EmptyState>
        }
        columns={[
          { key: 'name', header: 'Person', rowHeader: true, cell: ({ name }) => name },
          {
            key: 'state',
            header: 'State',
            cell: ({ admitted }) =>
              admitted ? <Badge tone="good">admitted</Badge> : <Badge tone="warn">barred</Badge>,
          },
          { key: 'entry', header: 'Entry', cell: ({ entry }) => entry ?? 'none' },
          {
            key: 'why',
            header: 'Admitted',
            cell: ({ admitted }) =>
              admitted && (
                <>
                  {admitted.reason} ({admitted.by}, <Moment at={admitted.at} show="date" />)
                </>
              ),
          },
          {
            key: 'act',
            header: 'Next step',
            action: true,
            cell: ({ id, name, admitted }) =>
              admitted ? (
                <TakeBackAdmission slug={slug} userId={id} name={name} />
              ) : (
                <AdmitPerson slug={slug} userId={id} name={name} />
              ),
          },
        ]}
      />
    </PageShell>
  );
}
