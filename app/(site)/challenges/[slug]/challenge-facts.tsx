import type { ReactNode } from 'react';
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
      <Fact name="Submissions a day">
        {challenge.dailyQuota}
        {entry && !entry.baseline && (
          <span className="block text-ink-soft">{entry.quota.left} left today (UTC)</span>
        )}
      </Fact>
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
