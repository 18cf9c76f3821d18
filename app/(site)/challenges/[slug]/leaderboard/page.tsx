import type { Metadata } from 'next';
import { type LeaderboardQuery, leaderboardQuerySchema } from '#lib/challenges/leaderboard';
import { getLeaderboard } from '#lib/challenges/server/get-leaderboard';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { LinkTabs } from '@/_components/link-tabs';
import { PageShell } from '@/_components/page-shell';
import { currentPerson } from '@/_server/session';
import { LeaderboardTable } from '../leaderboard-table';
import { loadChallenge } from '../load-challenge';

type Params = Promise<{ slug: string }>;
type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: `Leaderboard of ${challenge.title}` };
}

export default async function LeaderboardPage({
  params,
  searchParams,
}: {
  params: Params;
  searchParams: Search;
}) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  // An address that somebody mistyped shows the usual leaderboard.
  const asked = leaderboardQuerySchema.safeParse(await searchParams);
  const query = asked.data ?? leaderboardQuerySchema.parse({});
  const board = await getLeaderboard(await currentPerson(), slug, query);
  const at = (change: Partial<LeaderboardQuery>) => {
    const { which, metric } = { ...query, ...change };
    return `/challenges/${slug}/leaderboard?${new URLSearchParams({ which, metric })}`;
  };
  return (
    <PageShell
      title="Leaderboard"
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${slug}` },
        { label: 'Leaderboard' },
      ]}
      lead={`Errors on the ${challenge.dataset.heldOut.toLocaleString('en')} held-out images, with their 95 % intervals. Less is better; of equals the earlier stands first. Baselines are in place and take no rank.`}
      actions={
        challenge.phase === 'open' && (
          <LinkButton href={`/challenges/${slug}/submit`} variant="primary">
            Submit a model
          </LinkButton>
        )
      }
    >
      <LinkTabs
        name="Which submissions"
        items={[
          { label: 'Best of each entry', href: at({ which: 'best' }), current: query.which === 'best' },
          { label: 'All submissions', href: at({ which: 'all' }), current: query.which === 'all' },
        ]}
      />
      <div className="mt-6">
        <LeaderboardTable
          name={`Leaderboard of ${challenge.title}`}
          board={board}
          orderBy={{ top1Error: at({ metric: 'top1Error' }), top5Error: at({ metric: 'top5Error' }) }}
          empty={
            <EmptyState title="No scores yet">
              The first model that is scored stands here within minutes of its upload.
            </EmptyState>
          }
        />
      </div>
    </PageShell>
  );
}
