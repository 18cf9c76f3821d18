import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTeam, type Team } from '#lib/challenges/server/get-team';
import { Badge } from '@/_components/badge';
import { LinkButton } from '@/_components/button';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { requirePerson } from '@/_server/session';
import { Webhooks } from '../../webhooks/webhooks';
import { EntryNotice } from '../entry-notice';
import { loadChallenge } from '../load-challenge';
import { InviteForm } from './invite-form';
import { MergeForm } from './merge-form';
import {
  AcceptMerge,
  DeclineMerge,
  HandOver,
  LeaveTeam,
  RemoveMember,
  WithdrawInvitation,
} from './team-acts';

export const metadata: Metadata = { title: 'Your team' };

export default async function TeamPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const person = await requirePerson('researcher');
  const team = await getTeam(person, slug);
  if (!team) redirect(`/challenges/${slug}/enter`);
  return (
    <PageShell
      title={team.name}
      width="text"
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${slug}` },
        { label: 'Team' },
      ]}
      lead={`Your team in ${challenge.title}: at most ${team.maxTeamSize} ${team.maxTeamSize === 1 ? 'person' : 'people'}.`}
      actions={<LinkButton href={`/challenges/${slug}/submit`}>Submit a model</LinkButton>}
    >
      <EntryNotice slug={slug} team={team} />
      <Section title="Members">
        <Members slug={slug} team={team} />
        <p className="mt-4 max-w-2xl text-sm text-ink-soft">
          {team.fixed
            ? 'The team has submitted: nobody leaves it any more, so that nobody has a quota twice.'
            : 'Until the first submission people may leave.'}
        </p>
        {!team.fixed && (
          <div className="mt-3">
            <LeaveTeam slug={slug} last={team.people.length === 1} />
          </div>
        )}
      </Section>
      {team.captain && !team.baseline && (
        <>
          <Section title="Invitations">
            <Invitations slug={slug} team={team} />
            <div className="mt-6">
              <InviteForm slug={slug} />
            </div>
          </Section>
          <Section
            title="Merging"
            lead={
              team.mergeUntil ? (
                <>
                  Two entries may become one until <Moment at={team.mergeUntil} />; what both have submitted
                  counts for one quota.
                </>
              ) : (
                'Entries of this challenge are not merged now.'
              )
            }
          >
            {team.merges.length > 0 && <Merges slug={slug} team={team} />}
            {team.mergeUntil && (
              <div className="mt-6">
                <MergeForm slug={slug} />
              </div>
            )}
          </Section>
          <Webhooks slug={slug} scope="entry" />
        </>
      )}
    </PageShell>
  );
}

type Part = { slug: string; team: Team };

function Members({ slug, team }: Part) {
  return (
    <DataTable
      name="Members"
      rows={team.people}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: 'Person',
          rowHeader: true,
          cell: ({ name, captain, you }) => (
            <span className="inline-flex flex-wrap items-center gap-2">
              {name}
              {captain && <Badge tone="accent">captain</Badge>}
              {you && <Badge>you</Badge>}
            </span>
          ),
        },
        {
          key: 'act',
          header: 'Next step',
          action: true,
          cell: ({ id, name, you }) =>
            team.captain &&
            !you && (
              <span className="inline-flex flex-wrap gap-2">
                <HandOver slug={slug} id={id} name={name} />
                {!team.fixed && <RemoveMember slug={slug} id={id} name={name} />}
              </span>
            ),
        },
      ]}
    />
  );
}

function Invitations({ slug, team }: Part) {
  return (
    <DataTable
      name="Open invitations"
      rows={team.invitations}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="No open invitations">Make one below and hand its link to one person.</EmptyState>
      }
      columns={[
        {
          key: 'whom',
          header: 'For',
          rowHeader: true,
          cell: ({ email }) => email ?? 'who has the link',
        },
        { key: 'until', header: 'Until', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
        {
          key: 'act',
          header: 'Next step',
          action: true,
          cell: ({ id, email }) => (
            <WithdrawInvitation slug={slug} id={id} name={email ?? 'who has the link'} />
          ),
        },
      ]}
    />
  );
}

function Merges({ slug, team }: Part) {
  return (
    <DataTable
      name="Proposed merges"
      rows={team.merges}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'what',
          header: 'Proposal',
          rowHeader: true,
          cell: ({ from, into, members }) => `${from} (${members.join(', ')}) becomes part of ${into}`,
        },
        {
          key: 'act',
          header: 'Next step',
          action: true,
          cell: ({ id, from, into, mine }) => (
            <span className="inline-flex flex-wrap gap-2">
              {!mine && <AcceptMerge slug={slug} id={id} name={from} />}
              <DeclineMerge slug={slug} id={id} name={mine ? into : from} mine={mine} />
            </span>
          ),
        },
      ]}
    />
  );
}
