import type { Metadata } from 'next';
import { getTeam } from '#lib/challenges/server/get-team';
import { EmptyState } from '@/_components/empty-state';
import { Markdown } from '@/_components/markdown';
import { PageShell } from '@/_components/page-shell';
import { currentPerson } from '@/_server/session';
import { loadChallenge } from '../load-challenge';
import { AcceptRulesForm } from './accept-rules-form';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const team = await getTeam(await currentPerson(), slug);
  return (
    <PageShell
      title="Rules"
      width="text"
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${slug}` },
        { label: 'Rules' },
      ]}
      lead={`${challenge.title}, version ${challenge.rulesVersion} of its rules.`}
    >
      {challenge.rules.trim() === '' ? (
        <EmptyState title="No rules">The organiser has written none.</EmptyState>
      ) : (
        <Markdown text={challenge.rules} headingOffset={1} />
      )}
      {team?.rulesToAccept != null && (
        <div className="mt-8">
          <AcceptRulesForm slug={slug} version={team.rulesToAccept} />
        </div>
      )}
    </PageShell>
  );
}
