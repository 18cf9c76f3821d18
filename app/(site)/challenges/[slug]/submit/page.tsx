import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { ChallengeView } from '#lib/challenges/server/get-challenge';
import { getMyEntry, type MyEntry } from '#lib/challenges/server/get-my-entry';
import { getTeam } from '#lib/challenges/server/get-team';
import { Callout } from '@/_components/callout';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { requirePerson } from '@/_server/session';
import { ChallengeFacts } from '../challenge-facts';
import { EligibilityNotice } from '../eligibility-notice';
import { EntryNotice } from '../entry-notice';
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
      <EntryNotice slug={slug} team={await getTeam(person, slug)} />
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
  const { limits, left, nextAt } = entry.quota;
  const between = challenge.phase === 'open' && !entry.baseline && limits.length === 0 && left === 0;
  const spent = challenge.phase === 'open' && !entry.baseline && left === 0 && !between;
  if (!early && !late && !spent && !between) return null;
  return (
    <div className="mb-6 max-w-lg">
      <Callout
        tone="warn"
        title={
          late
            ? 'It is closed'
            : early
              ? 'It is not open yet'
              : between
                ? 'Between two phases'
                : 'Nothing left for now'
        }
      >
        {late && 'The challenge takes no more submissions.'}
        {early && (
          <>
            Submissions are taken from <Moment at={challenge.opensAt} /> on.
          </>
        )}
        {between && nextAt && (
          <>
            The next phase takes submissions from <Moment at={nextAt} /> on.
          </>
        )}
        {spent && (
          <>
            Your entry has used its submissions of now.{' '}
            {entry.quota.nextAt === null ? (
              'No more is possible before the challenge closes'
            ) : (
              <>
                The next is possible at <Moment at={entry.quota.nextAt} />
              </>
            )}
            ; one that is refused gives its place back.
          </>
        )}
      </Callout>
    </div>
  );
}
