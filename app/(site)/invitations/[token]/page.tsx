import type { Metadata } from 'next';
import { getInvitation, type InvitationView } from '#lib/challenges/server/join-entry';
import { AppError } from '#lib/core/errors';
import { EmptyState } from '@/_components/empty-state';
import { Markdown } from '@/_components/markdown';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { requirePerson } from '@/_server/session';
import { JoinForm } from './join-form';

// The address is the key to the team: it is told to no other site.
export const metadata: Metadata = { title: 'Join a team', referrer: 'no-referrer', robots: 'noindex' };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  await requirePerson('researcher');
  const invitation = await find(token);
  if (!invitation) {
    return (
      <PageShell title="This invitation is over" width="text">
        <EmptyState title="It was used, has expired or was taken back">
          Ask the captain of the team for another.
        </EmptyState>
      </PageShell>
    );
  }
  const { entry, captain, members, challenge } = invitation;
  return (
    <PageShell
      title={`Join ${entry}`}
      width="text"
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${challenge.slug}` },
        { label: 'Join' },
      ]}
      lead={`${captain} invites you to their team in ${challenge.title}. In it: ${members.join(', ')}.`}
    >
      {challenge.rules.trim() !== '' && (
        <Section title="Rules">
          <Markdown text={challenge.rules} headingOffset={1} />
        </Section>
      )}
      <JoinForm token={token} entry={entry} />
    </PageShell>
  );
}

async function find(token: string): Promise<InvitationView | null> {
  try {
    return await getInvitation(token);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invitation-over') return null;
    throw error;
  }
}
