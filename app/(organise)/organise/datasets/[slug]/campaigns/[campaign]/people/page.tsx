import type { Metadata } from 'next';
import { listLabelersSchema } from '#lib/labelling/board';
import { listLabelers, listPlottedLabelers } from '#lib/labelling/server/list-labelers';
import { EmptyState } from '@/_components/empty-state';
import { Pager } from '@/_components/pager';
import { Section } from '@/_components/section';
import { BoardFrame } from '../board-frame';
import { listAddress, parseList } from '../list-address';
import { type BoardParams, boardPath, loadBoard } from '../load-board';
import { SearchForm } from '../search-form';
import { PeoplePlot } from './people-plot';
import { PeopleTable } from './people-table';

export const metadata: Metadata = { title: 'People of a campaign' };

/** Dots in the plot: with more of them none can be met. */
const PLOTTED = 400;

interface Props {
  params: Promise<BoardParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const { person, board } = await loadBoard(await params);
  const input = parseList(listLabelersSchema, await searchParams);
  const { query, order, cursor } = input;
  const campaign = board.slug;
  const [{ items, nextCursor }, plotted] = await Promise.all([
    listLabelers(person, { campaign, ...input }),
    listPlottedLabelers(person, { campaign, limit: PLOTTED }),
  ]);
  const here = `${boardPath(board)}/people`;
  const nobody = items.length === 0 && query === '' && cursor === undefined;
  return (
    <BoardFrame board={board} page="People">
      {nobody ? (
        <EmptyState title="Nobody has voted yet">
          Who labels stands here, with how reliable and how quick they are, and what speaks against them.
        </EmptyState>
      ) : (
        <>
          <Section
            title="Reliability and speed"
            id="plot"
            lead={
              plotted.length < 2
                ? undefined
                : 'How likely a vote is right, and how long it takes, as of the last estimate. Each dot leads to its row.'
            }
          >
            {plotted.length < 2 ? (
              <p className="max-w-3xl text-ink-soft">
                {board.estimates.length === 0
                  ? 'Nothing is estimated yet: “Estimate now” on the board does it at once.'
                  : 'Two people with an estimated reliability are needed for a plot.'}
              </p>
            ) : (
              <PeoplePlot
                people={plotted}
                href={(name) => listAddress(here, { query: name, order: 'need' })}
              />
            )}
          </Section>
          <Section title="Everybody" id="people">
            <SearchForm label="Find somebody by name" query={query} order={order} />
            <PeopleTable people={items} input={input} here={here} campaign={campaign} />
            <Pager
              name="Pages of people"
              previousHref={cursor && listAddress(here, { query, order })}
              nextHref={nextCursor ? listAddress(here, { query, order, cursor: nextCursor }) : undefined}
              shown={`${items.length} people on this page${cursor ? '; Previous begins from the first one' : ''}`}
            />
          </Section>
        </>
      )}
    </BoardFrame>
  );
}
