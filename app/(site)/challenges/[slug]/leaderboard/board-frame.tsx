import type { ReactNode } from 'react';
import type { LeaderboardQuery } from '#lib/challenges/leaderboard';
import { metrics } from '#lib/challenges/metric';
import type { ChallengeView } from '#lib/challenges/server/get-challenge';
import type { Leaderboard } from '#lib/challenges/server/get-leaderboard';
import { LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { LinkTabs } from '@/_components/link-tabs';
import { PageShell } from '@/_components/page-shell';
import { BoardFilters } from './board-filters';
import { type BoardTab, boardHref } from './board-query';

const tabs: readonly [tab: BoardTab, label: string][] = [
  ['', 'Table'],
  ['cost', 'Error by cost'],
  ['time', 'Error over time'],
  ['compare', 'Two against each other'],
  ['agreement', 'Agreement'],
  ['against', 'Against the label'],
];

type BoardFrameProps = {
  challenge: ChallengeView;
  query: LeaderboardQuery;
  board: Leaderboard;
  tab: BoardTab;
  children: ReactNode;
};

/** What stands on every page of a leaderboard: which images are counted, its pages, and what it is cut to. */
export function BoardFrame({ challenge, query, board, tab, children }: BoardFrameProps) {
  const at = `/challenges/${challenge.slug}`;
  return (
    <PageShell
      title="Leaderboard"
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: at },
        { label: 'Leaderboard' },
      ]}
      lead={leadOf(challenge, board)}
      actions={
        challenge.phase === 'open' && (
          <LinkButton href={`${at}/submit`} variant="primary">
            Submit a model
          </LinkButton>
        )
      }
    >
      {board.ladder && (
        <div className="mb-6">
          <Callout title="These scores climb a ladder">
            A score moves only when it beats the best of its entry by a step, so that many submissions cannot
            feel their way to the labels. What else a score tells is shown when the results are out.
          </Callout>
        </div>
      )}
      <LinkTabs
        name="Leaderboard as"
        items={tabs.map(([each, label]) => ({
          label,
          href: boardHref(challenge.slug, each, query),
          current: each === tab,
        }))}
      />
      {tab !== 'against' && <BoardFilters slug={challenge.slug} tab={tab} query={query} board={board} />}
      <div className="mt-6">{children}</div>
    </PageShell>
  );
}

function leadOf({ dataset }: ChallengeView, { part, lessIsBetter, metric, published }: Leaderboard): string {
  const which = {
    all: `the ${dataset.heldOut.toLocaleString('en')} held-out images`,
    public: published
      ? 'the public part of the held-out images'
      : 'the public part of the held-out images; the rest is held back until the results are out',
    private:
      'the private part of the held-out images, which nobody saw scores of while submissions were taken',
  }[part];
  return `${metrics[metric].label} on ${which}. ${lessIsBetter ? 'Less' : 'More'} is better; of equals the earlier stands first. Baselines are in place and take no rank.`;
}
