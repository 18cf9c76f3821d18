import type { Metadata } from 'next';
import { z } from 'zod';
import type { Board, DoubtfulGold } from '#lib/labelling/board';
import { listDoubtfulGold } from '#lib/labelling/server/list-doubtful-gold';
import { Callout } from '@/_components/callout';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { Pager } from '@/_components/pager';
import { Picture } from '@/_components/picture';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { BoardFrame } from '../board-frame';
import { type BoardParams, boardPath, loadBoard } from '../load-board';
import { RemoveGoldButton } from './remove-gold-button';

export const metadata: Metadata = { title: 'Gold of a campaign' };

interface Props {
  params: Promise<BoardParams>;
  searchParams: Promise<{ after?: string | string[] }>;
}

const afterSchema = z.coerce.number().int().min(0).max(2_147_483_647).catch(0);

export default async function GoldPage({ params, searchParams }: Props) {
  const { person, board } = await loadBoard(await params);
  const after = afterSchema.parse((await searchParams).after ?? 0);
  const { organiser, settled, inserted, quiz } = board.gold;
  const all = organiser + settled + inserted;
  return (
    <BoardFrame
      board={board}
      page="Gold"
      lead={
        <p className="mb-2">
          Units whose answer is known. They are mixed in to measure labelers, who cannot tell them from
          others.
        </p>
      }
    >
      {quiz < board.qualificationUnits && (
        <div className="mb-8 max-w-2xl">
          <Callout title="The qualification has not begun">
            It asks {board.qualificationUnits} known questions, of both answers where the answer is yes or no,
            and begins once so many are set apart for it: {quiz} so far. They are taken every hour from gold
            of organisers and from units that settled with high confidence. Until then votes count without it.
          </Callout>
        </div>
      )}
      {all === 0 ? (
        <EmptyState title="No gold yet">
          Decide a unit on the review desk and make it gold there, or let the campaign take settled units of
          high confidence. Without gold, labelers are measured by how they agree with one another.
        </EmptyState>
      ) : (
        <>
          <Stats
            items={[
              { label: 'by organisers', value: <Count value={organiser} /> },
              { label: 'settled by many', value: <Count value={settled} /> },
              { label: 'wrong candidates put in', value: <Count value={inserted} /> },
              { label: 'of these in the qualification', value: <Count value={quiz} /> },
            ]}
          />
          <Section
            title="Doubtful gold"
            id="doubtful"
            lead="Half or more fail it of those against whom nothing speaks: its answer may be wrong, or nobody can tell."
          >
            <Doubtful
              page={await listDoubtfulGold(person, { campaign: board.slug, after })}
              board={board}
              after={after}
            />
          </Section>
        </>
      )}
    </BoardFrame>
  );
}

function Doubtful({
  page: { gold, looked, next },
  board,
  after,
}: {
  page: Awaited<ReturnType<typeof listDoubtfulGold>>;
  board: Board;
  after: number;
}) {
  const here = `${boardPath(board)}/gold`;
  return (
    <>
      {gold.length === 0 ? (
        <p className="text-ink-soft">
          None among the {looked.toLocaleString('en')} gold units looked at. One counts as asked once three
          have answered it.
        </p>
      ) : (
        <ul className="grid gap-6 sm:grid-cols-2 lg:grid-cols-4">
          {gold.map((unit) => (
            <li key={unit.unitId}>
              <GoldUnit unit={unit} />
            </li>
          ))}
        </ul>
      )}
      <Pager
        name="Parts of the gold"
        previousHref={after > 0 ? here : undefined}
        nextHref={next === null ? undefined : `${here}?after=${next}`}
        shown={`among ${looked.toLocaleString('en')} gold units`}
      />
    </>
  );
}

const origins: Record<DoubtfulGold['origin'], string> = {
  organiser: 'by an organiser',
  settled: 'settled by many',
  inserted: 'a wrong candidate put in',
};

function GoldUnit({ unit }: { unit: DoubtfulGold }) {
  const { unitId, picture, noun, answer, otherAnswer, origin, asked, failed } = unit;
  return (
    <div className="flex flex-col gap-2">
      <Picture
        src={picture.src}
        alt={`Gold unit ${unitId}`}
        width={picture.width}
        height={picture.height}
        className="aspect-square w-full bg-well object-contain"
      />
      <p>
        {noun !== null && <>{noun}? </>}
        <span className="font-medium">{answer}</span>, but {failed} of {asked} say otherwise, most of them{' '}
        <span className="font-medium">{otherAnswer}</span>
      </p>
      <p className="text-sm text-ink-soft">
        unit {unitId}, {origins[origin]}
      </p>
      <div>
        <RemoveGoldButton unitId={unitId} />
      </div>
    </div>
  );
}
