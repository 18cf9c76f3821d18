import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getMyEntry } from '#lib/challenges/server/get-my-entry';
import { hasRole } from '#lib/identity/person';
import { Callout } from '@/_components/callout';
import { Markdown } from '@/_components/markdown';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { requirePerson } from '@/_server/session';
import { EligibilityNotice } from '../eligibility-notice';
import { loadChallenge } from '../load-challenge';
import { loadEligibility } from '../load-eligibility';
import { EnterForm } from './enter-form';

export const metadata: Metadata = { title: 'Enter the challenge' };

export default async function EnterPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const person = await requirePerson('researcher');
  if (await getMyEntry(person, slug)) redirect(`/challenges/${slug}/submit`);
  const eligibility = await loadEligibility(person, challenge);
  const organiser = hasRole(person, 'organiser');
  const over = challenge.phase === 'closed' || challenge.phase === 'published';
  return (
    <PageShell
      title="Enter the challenge"
      width="text"
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${slug}` },
        { label: 'Enter' },
      ]}
      lead={challenge.title}
    >
      <EligibilityNotice eligibility={eligibility} />
      {over ? (
        <Callout title="It is closed">
          The challenge takes no more entries. Its leaderboard stays to be read.
        </Callout>
      ) : (
        <>
          {challenge.rules.trim() !== '' && (
            <Section title="Rules">
              <Markdown text={challenge.rules} headingOffset={1} />
            </Section>
          )}
          {(organiser || !eligibility?.barred) && (
            <Section title="Your entry">
              <EnterForm slug={slug} organiser={organiser} tracks={challenge.tracks} />
            </Section>
          )}
        </>
      )}
    </PageShell>
  );
}
