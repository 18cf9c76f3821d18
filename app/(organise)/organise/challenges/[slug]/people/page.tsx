import type { Metadata } from 'next';
import { listBarred } from '#lib/challenges/server/admit-researcher';
import { listInvited } from '#lib/challenges/server/invite-people';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { Section } from '@/_components/section';
import { requirePerson } from '@/_server/session';
import { loadChallenge } from '@/(site)/challenges/[slug]/load-challenge';
import { DeskFrame } from '../desk-frame';
import { AdmitPerson, TakeBackAdmission } from './admit-person';
import { InvitedForm } from './invited-form';

export const metadata: Metadata = { title: 'Who may take part' };

export default async function ChallengePeoplePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const person = await requirePerson('organiser');
  const challenge = await loadChallenge(slug);
  const people = await listBarred(person, { challenge: slug });
  return (
    <DeskFrame
      challenge={challenge}
      title="Who may take part"
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
      {challenge.registration === 'invitation' && (
        <Section title="Invited" lead="Registration is by invitation: people with these addresses may enter.">
          <InvitedForm slug={slug} emails={await listInvited(person, slug)} />
        </Section>
      )}
    </DeskFrame>
  );
}
