import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { ChallengeView } from '#lib/challenges/server/get-challenge';
import { getMyEntry, type MyEntry } from '#lib/challenges/server/get-my-entry';
import { Callout } from '@/_components/callout';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { requirePerson } from '@/_server/session';
import { ChallengeFacts } from '../challenge-facts';
import { EligibilityNotice } from '../eligibility-notice';
import { loadChallenge } from '../load-challenge';
import { loadEligibility } from '../load-eligibility';
import { SubmitForm } from './submit-form';

export const metadata: Metadata = { title: 'Submit a model' };

export default async function SubmitPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const person = await requirePerson('researcher');
  const entry = await getMyEntry(person, slug);
  if (!entry) redirect(`/challenges/${slug}/enter`);
  const eligibility = entry.baseline ? null : await loadEligibility(person, challenge);
  return (
    <PageShell
      title="Submit a model"
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${slug}` },
        { label: 'Submit' },
      ]}
      lead={`${challenge.title}, for the entry ${entry.name}. A worker checks the file, runs it over the held-out images and puts its error on the leaderboard.`}
      aside={<ChallengeFacts challenge={challenge} entry={entry} />}
    >
      <EligibilityNotice eligibility={eligibility} />
      <Hindrance challenge={challenge} entry={entry} />
      {!eligibility?.barred && (
        <SubmitForm slug={slug} maxModelBytes={challenge.maxModelBytes} classes={challenge.classes.length} />
      )}
    </PageShell>
  );
}

/** What stands in the way of a submission now. The server decides; this only tells before the upload. */
function Hindrance({ challenge, entry }: { challenge: ChallengeView; entry: MyEntry }) {
  const early = challenge.phase === 'upcoming' && !entry.baseline;
  const late = challenge.phase === 'closed' || challenge.phase === 'published';
  const spent = challenge.phase === 'open' && !entry.baseline && entry.quota.left === 0;
  if (!early && !late && !spent) return null;
  return (
    <div className="mb-6 max-w-lg">
      <Callout
        tone="warn"
        title={late ? 'It is closed' : early ? 'It is not open yet' : 'Nothing left today'}
      >
        {late && 'The challenge takes no more submissions.'}
        {early && (
          <>
            Submissions are taken from <Moment at={challenge.opensAt} /> on.
          </>
        )}
        {spent && (
          <>
            Your entry has used its {entry.quota.daily} of today. The next submission is possible at{' '}
            <Moment at={entry.quota.nextAt} />; one that is refused gives its place back.
          </>
        )}
      </Callout>
    </div>
  );
}
