import type { Metadata } from 'next';
import { type BoardNoun, type ListNounsInput, listNounsSchema } from '#lib/labelling/board';
import { listNounProgress } from '#lib/labelling/server/list-noun-progress';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { Pager } from '@/_components/pager';
import { TextLink } from '@/_components/text-link';
import { BoardFrame } from '../board-frame';
import { listAddress, parseList } from '../list-address';
import { type BoardParams, boardPath, loadBoard } from '../load-board';
import { SearchForm } from '../search-form';

export const metadata: Metadata = { title: 'Nouns of a campaign' };

interface Props {
  params: Promise<BoardParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NounsPage({ params, searchParams }: Props) {
  const { person, board } = await loadBoard(await params);
  const input = parseList(listNounsSchema, await searchParams);
  const path = boardPath(board);
  const here = `${path}/nouns`;
  if (board.kind === 'classify') {
    return (
      <BoardFrame board={board} page="Nouns">
        <EmptyState title="No progress by noun">
          This campaign asks which noun an image shows: of an open unit nobody knows the noun yet. Which nouns
          are taken for one another stands on the board.
        </EmptyState>
      </BoardFrame>
    );
  }
  const { items, nextCursor } = await listNounProgress(person, { campaign: board.slug, ...input });
  const { query, order } = input;
  return (
    <BoardFrame board={board} page="Nouns">
      <SearchForm label="Find a noun" query={query} order={order} />
      <NounTable nouns={items} input={input} here={here} path={path} />
      <Pager
        name="Pages of nouns"
        previousHref={input.cursor && listAddress(here, { query, order })}
        nextHref={nextCursor ? listAddress(here, { query, order, cursor: nextCursor }) : undefined}
        shown={`${items.length} nouns on this page${input.cursor ? '; Previous begins from the first one' : ''}`}
      />
    </BoardFrame>
  );
}

function NounTable({
  nouns,
  input: { query, order },
  here,
  path,
}: {
  nouns: readonly BoardNoun[];
  input: ListNounsInput;
  here: string;
  path: string;
}) {
  const sort = (by: ListNounsInput['order']) => ({
    href: listAddress(here, { query, order: by }),
    direction: by === order ? ('descending' as const) : undefined,
  });
  return (
    <DataTable
      name="Progress by noun"
      rows={nouns}
      rowKey={({ id }) => id}
      empty={
        <p className="text-ink-soft">
          {query === '' ? 'No noun is asked about.' : `No noun has “${query}” in its words.`}
        </p>
      }
      columns={[
        {
          key: 'noun',
          header: 'Noun',
          rowHeader: true,
          cell: ({ id, words }) => (
            <TextLink quiet href={`/explore/${id}`}>
              {words[0]}
            </TextLink>
          ),
        },
        {
          key: 'left',
          header: 'Not settled',
          align: 'end',
          sort: sort('need'),
          cell: ({ units, settled }) => <Count value={units - settled} />,
        },
        {
          key: 'contested',
          header: 'Contested',
          align: 'end',
          sort: sort('contested'),
          cell: ({ contested }) => <Count value={contested} />,
        },
        {
          key: 'share',
          header: 'Settled',
          align: 'end',
          sort: sort('settled'),
          cell: ({ units, settled }) => <Share part={settled} whole={units} />,
        },
        { key: 'units', header: 'Units', align: 'end', cell: ({ units }) => <Count value={units} /> },
        {
          key: 'votes',
          header: 'Votes a unit',
          align: 'end',
          sort: sort('votes'),
          cell: ({ units, votes }) => (votes / units).toFixed(2),
        },
        {
          key: 'next',
          header: 'Next step',
          action: true,
          cell: ({ id, words, contested }) =>
            contested > 0 && (
              <TextLink href={`${path}/review?noun=${id}`}>
                Review {contested === 1 ? 'the contested unit' : 'contested units'}
                <span className="sr-only"> of {words[0]}</span>
              </TextLink>
            ),
        },
      ]}
    />
  );
}

/** A share as a number and a bar. */
function Share({ part, whole }: { part: number; whole: number }) {
  const share = (100 * part) / whole;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <svg aria-hidden="true" width="64" height="8" className="w-8 shrink-0 @3xl:w-16">
        <rect width="100%" height="8" className="fill-well" />
        <rect width={`${share}%`} height="8" className="fill-data-1" />
      </svg>
      {/* Nothing is all while something is left. */}
      {part < whole ? Math.floor(share) : 100}
      {'\u202f'}%
    </span>
  );
}
