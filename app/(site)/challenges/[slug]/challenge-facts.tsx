import type { ReactNode } from 'react';
import { metrics } from '#lib/challenges/metric';
import type { ChallengeView } from '#lib/challenges/server/get-challenge';
import type { MyEntry } from '#lib/challenges/server/get-my-entry';
import { bytesText } from '@/_components/bytes-text';
import { durationText } from '@/_components/duration-text';
import { Moment } from '@/_components/moment';
import { Remaining } from '@/_components/remaining';

/** Until when, on what, how often and how large: what somebody asks before taking part. */
export function ChallengeFacts({ challenge, entry }: { challenge: ChallengeView; entry: MyEntry | null }) {
  const { phase, opensAt, closesAt, publishedAt, serverTime, dataset } = challenge;
  return (
    <dl className="flex flex-col gap-4 border-line lg:border-l lg:pl-6">
      <Fact name={phase === 'upcoming' ? 'Opens' : 'Opened'}>
        <Moment at={opensAt} />
        {phase === 'upcoming' && <Left until={opensAt} now={serverTime} />}
      </Fact>
      <Fact name={phase === 'upcoming' || phase === 'open' ? 'Closes' : 'Closed'}>
        <Moment at={closesAt} />
        {phase === 'open' && <Left until={closesAt} now={serverTime} />}
      </Fact>
      <Fact name="The server's clock">
        <Moment at={serverTime} />
      </Fact>
      {publishedAt !== null && (
        <Fact name="Results out">
          <Moment at={publishedAt} />
        </Fact>
      )}
      <Fact name="Images">
        {dataset.train.toLocaleString('en')} to train on, {dataset.val.toLocaleString('en')} to validate on
        <span className="block text-ink-soft">
          {dataset.heldOut.toLocaleString('en')} held out for the score
        </span>
      </Fact>
      <Fact name="Classes">{challenge.classes.length.toLocaleString('en')}</Fact>
      <Fact name="Taking part">
        {count(challenge.entries, 'entry', 'entries')},{' '}
        {count(challenge.submissions, 'submission', 'submissions')}
      </Fact>
      {challenge.phases.length > 1 && <Phases challenge={challenge} />}
      <Fact name="Submissions">
        {quotaText(challenge)}
        {entry && !entry.baseline && entry.quota.left !== null && entry.quota.limits.length > 0 && (
          <span className="block text-ink-soft">
            {entry.quota.left} left now
            {entry.quota.left === 0 && entry.quota.nextAt && (
              <>
                , the next at <Moment at={entry.quota.nextAt} />
              </>
            )}
          </span>
        )}
        <span className="block text-ink-soft">Days and weeks of {challenge.timeZone}</span>
      </Fact>
      <Fact name="Ordered by">
        {metrics[challenge.metric].label}
        <span className="block text-ink-soft">
          {metrics[challenge.metric].lessIsBetter ? 'lower is better' : 'higher is better'}
          {challenge.publicShare < 1 &&
            `; until the results are out on ${Math.round(100 * challenge.publicShare)} % of the held-out images`}
          {challenge.ladderStep !== null && '; by the Ladder'}
        </span>
      </Fact>
      <Fact name="Who may enter">
        {registrations[challenge.registration]}
        {challenge.registration === 'domain' && (
          <span className="block text-ink-soft">{challenge.emailDomains.join(', ')}</span>
        )}
        <span className="block text-ink-soft">
          teams of {challenge.maxTeamSize === 1 ? 'one' : `up to ${challenge.maxTeamSize}`}
          {challenge.mergeUntil && (
            <>
              , merged until <Moment at={challenge.mergeUntil} />
            </>
          )}
        </span>
      </Fact>
      {challenge.tracks.length > 0 && (
        <Fact name="Tracks">
          <ul>
            {challenge.tracks.map(({ slug, title, outsideData }) => (
              <li key={slug}>
                {title}
                {outsideData && <span className="text-ink-soft"> (outside data allowed)</span>}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {challenge.contact !== '' && <Fact name="Contact">{challenge.contact}</Fact>}
      <Fact name="A model may have">
        {bytesText(challenge.maxModelBytes)}
        <span className="block text-ink-soft">
          {durationText(challenge.timeLimitSeconds)} of one core,{' '}
          {bytesText(challenge.memoryLimitMb * 1_048_576)} of memory
        </span>
      </Fact>
    </dl>
  );
}

const registrations = {
  open: 'everybody',
  approval: 'whom the organiser admits',
  domain: 'who has an address of',
  invitation: 'whom the organiser invites',
};

/** Each period with its dates; the one that is open now is said. */
function Phases({ challenge: { phases, serverTime } }: { challenge: ChallengeView }) {
  return (
    <Fact name="Phases">
      <ol className="flex flex-col gap-1">
        {phases.map(({ name, opensAt, closesAt }) => (
          <li key={name}>
            {name}
            {opensAt <= serverTime && serverTime < closesAt && ', open now'}
            <span className="block text-ink-soft">
              <Moment at={opensAt} /> to <Moment at={closesAt} />
            </span>
          </li>
        ))}
      </ol>
    </Fact>
  );
}

function quotaText({ dailyQuota, weeklyQuota, totalQuota }: ChallengeView): string {
  const told = [
    dailyQuota !== null && `${dailyQuota} a day`,
    weeklyQuota !== null && `${weeklyQuota} a week`,
    totalQuota !== null && `${totalQuota} in all`,
  ].filter(Boolean);
  return told.length === 0 ? 'As many as you like' : told.join(', ');
}

const count = (value: number, one: string, many: string) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`;

function Left(times: { until: Date; now: Date }) {
  return (
    <span className="block text-ink-soft">
      <Remaining {...times} past="now" />
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
