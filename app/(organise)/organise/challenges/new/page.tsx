import type { Metadata } from 'next';
import { listScorableVersions } from '#lib/challenges/server/list-scorable-versions';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { PageShell } from '@/_components/page-shell';
import { requirePerson } from '@/_server/session';
import { ChallengeForm } from '../challenge-form';

export const metadata: Metadata = { title: 'Open a challenge' };

const DAY_MS = 86_400_000;

type Search = Promise<{ dataset?: string; version?: string }>;

export default async function NewChallengePage({ searchParams }: { searchParams: Search }) {
  const person = await requirePerson('organiser');
  const versions = await listScorableVersions(person);
  const { dataset, version } = await searchParams;
  // Midnight to midnight reads best, in the server's zone.
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const minute = (at: number) => new Date(at).toISOString().slice(0, 16);
  return (
    <PageShell
      title="Open a challenge"
      width="text"
      path={[
        { label: 'Organise', href: '/organise' },
        { label: 'Challenges', href: '/organise/challenges' },
        { label: 'Open' },
      ]}
      lead="Models are scored on the held-out images of a frozen dataset version."
    >
      {versions.length === 0 ? (
        <EmptyState
          title="No dataset version to score on"
          action={
            <LinkButton href="/organise" variant="primary">
              Freeze a dataset version
            </LinkButton>
          }
        >
          A challenge needs a frozen dataset version with a test split.
        </EmptyState>
      ) : (
        <ChallengeForm
          versions={versions}
          fields={{
            version: dataset && version ? `${dataset}@${version}` : undefined,
            edition: String(new Date(today).getUTCFullYear()),
            timeZone: 'UTC',
            metric: 'top1Error',
            secondaryMetrics: ['top5Error', 'hierarchicalError'],
            publicPercent: '100',
            registration: 'open',
            maxTeamSize: '5',
            tracks: [],
            phases: [
              {
                name: 'Contest',
                opensAt: minute(today),
                closesAt: minute(today + 90 * DAY_MS),
                shows: 'public',
                dailyQuota: '5',
                weeklyQuota: '',
                totalQuota: '',
                maxModelMb: '512',
                timeLimitMinutes: '30',
                memoryLimitMb: '4096',
              },
            ],
          }}
        />
      )}
    </PageShell>
  );
}
