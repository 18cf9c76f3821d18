import type { Metadata } from 'next';
import { z } from 'zod';
import { synsetId } from '#lib/hierarchy/synset';
import { reviewAfterSchema } from '#lib/labelling/review';
import { listReview } from '#lib/labelling/server/list-review';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { BoardFrame } from '../board-frame';
import { type BoardParams, boardPath, loadBoard } from '../load-board';
import { ReviewDesk } from './review-desk';

export const metadata: Metadata = { title: 'Review' };

interface Props {
  params: Promise<BoardParams>;
  searchParams: Promise<{ after?: string | string[]; noun?: string | string[] }>;
}

const afterSchema = reviewAfterSchema.optional().catch(undefined);
const nounsSchema = z.array(synsetId).max(2).catch([]);

export default async function ReviewPage({ params, searchParams }: Props) {
  const { person, board } = await loadBoard(await params);
  const asked = await searchParams;
  const after = afterSchema.parse(asked.after);
  const nouns = nounsSchema.parse([asked.noun ?? []].flat());
  const page = await listReview(person, { campaign: board.slug, after, nouns });
  const whole = `${boardPath(board)}/review`;
  const path = nouns.length === 0 ? whole : `${whole}?${nouns.map((noun) => `noun=${noun}`).join('&')}`;
  const { contested, flagged } = page.waiting;
  return (
    <BoardFrame
      board={board}
      page="Review"
      lead={
        <p className="mb-2">
          {units(contested, 'contested')}, {units(flagged, 'flagged')}. What you decide is the label; what you
          put off stays here.
        </p>
      }
    >
      {page.units.length === 0 ? (
        <NothingToReview
          waiting={contested + flagged}
          about={nouns.length > 0}
          whole={whole}
          board={boardPath(board)}
        />
      ) : (
        <ReviewDesk
          // A page that was loaded again begins anew.
          key={page.units.map(({ id, changes }) => `${id}:${changes.length}`).join()}
          campaign={board.slug}
          page={page}
          path={path}
          further={after !== undefined}
        />
      )}
    </BoardFrame>
  );
}

function NothingToReview({
  waiting,
  about,
  whole,
  board,
}: {
  waiting: number;
  /** Whether only units about some nouns were asked for. */
  about: boolean;
  whole: string;
  board: string;
}) {
  const title =
    waiting === 0 ? 'Nothing to review' : about ? 'Nothing about these nouns' : 'Nothing further down';
  return (
    <EmptyState
      title={title}
      action={
        <LinkButton href={waiting === 0 ? board : whole} variant="primary">
          {waiting === 0 ? 'Go to the board' : about ? 'Review all units' : 'Start from the first one'}
        </LinkButton>
      }
    >
      Units that are contested, and those that labelers tell you of, stand here with all their votes.
    </EmptyState>
  );
}

const units = (count: number, state: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'unit is' : 'units are'} ${state}`;
