import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { challengeListSchema } from '#lib/challenges/challenge';
import { type ChallengeSummary, listChallenges } from '#lib/challenges/server/list-challenges';
import { Card } from '@/_components/card';
import { EmptyState } from '@/_components/empty-state';
import { Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { Mosaic } from '@/_components/mosaic';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import type { PictureFacts } from '@/_components/picture-tile';
import { PhaseBadge } from './phase-badge';
import { trainPictures } from './train-pictures';

export const metadata: Metadata = { title: 'Challenges' };

const PAGE = 24;
const STRIP = 5;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ChallengesPage({ searchParams }: { searchParams: Search }) {
  // An address that somebody mistyped shows the first page.
  const asked = challengeListSchema.safeParse({ ...(await searchParams), limit: PAGE });
  const page = await listChallenges(asked.data ?? { limit: PAGE });
  const strips = await Promise.all(page.items.map(strip));
  return (
    <PageShell
      title="Challenges"
      lead="Models compete on images whose labels nobody can see. Upload an ONNX file; the server scores it."
    >
      {page.items.length === 0 ? (
        <EmptyState title="No challenges yet">
          Each challenge will stand here with its dataset, its dates and its leaderboard, as soon as an
          organiser opens one on a frozen dataset version.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {page.items.map((challenge, index) => (
            <li key={challenge.slug}>
              <ChallengeCard challenge={challenge} pictures={strips[index] ?? []} />
            </li>
          ))}
        </ul>
      )}
      <Pager
        name="Pages of challenges"
        previousHref={asked.data?.cursor ? '/challenges' : undefined}
        nextHref={page.nextCursor === null ? undefined : `/challenges?cursor=${page.nextCursor}`}
      />
    </PageShell>
  );
}

/** A few training pictures of a challenge's dataset version. */
function strip({ dataset, version }: ChallengeSummary): Promise<PictureFacts[]> {
  return trainPictures(dataset, version, STRIP);
}

function ChallengeCard({ challenge, pictures }: { challenge: ChallengeSummary; pictures: PictureFacts[] }) {
  const { slug, title, edition, phase, opensAt, closesAt, classes, entries, bestError, baselineError } =
    challenge;
  return (
    <Card
      level={2}
      title={title}
      href={`/challenges/${slug}`}
      picture={
        pictures.length === STRIP && <Mosaic name="Pictures to train on" columns={5} pictures={pictures} />
      }
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        <PhaseBadge phase={phase} />
        <span>{edition}</span>
        <span>
          {phase === 'upcoming' ? 'opens ' : phase === 'open' ? 'closes ' : 'closed '}
          <Moment at={phase === 'upcoming' ? opensAt : closesAt} show="date" />
        </span>
      </p>
      <dl className="mt-1 flex gap-x-8 text-sm">
        <SmallFact name={classes === 1 ? 'class' : 'classes'}>{classes.toLocaleString('en')}</SmallFact>
        <SmallFact name={entries === 1 ? 'entry' : 'entries'}>{entries.toLocaleString('en')}</SmallFact>
        <SmallFact
          name={bestError === null && baselineError !== null ? 'top-1 error to beat' : 'best top-1 error'}
        >
          <Figure value={percent(bestError ?? baselineError)} unit="%" />
        </SmallFact>
      </dl>
    </Card>
  );
}

const percent = (share: number | null) => (share === null ? null : 100 * share);

function SmallFact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="text-lg font-medium tabular-nums">{children}</dd>
    </div>
  );
}
