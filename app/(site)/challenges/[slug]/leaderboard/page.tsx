import type { Metadata } from 'next';
import { EmptyState } from '@/_components/empty-state';
import { LeaderboardTable } from '../leaderboard-table';
import { loadChallenge } from '../load-challenge';
import { BoardFrame } from './board-frame';
import { boardHref, loadBoard, type Search } from './board-query';
import { CsvLink } from './csv-link';
import { tableCsv } from './table-csv';

type PageProps = { params: Promise<{ slug: string }>; searchParams: Search };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: `Leaderboard of ${challenge.title}` };
}

export default async function LeaderboardPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const { query, board } = await loadBoard(slug, searchParams);
  const grouped = board.rows.some(({ group }) => group !== null);
  return (
    <BoardFrame challenge={challenge} query={query} board={board} tab="">
      <LeaderboardTable
        name={`Leaderboard of ${challenge.title}`}
        board={board}
        orderBy={(metric) => boardHref(slug, '', query, { metric })}
        empty={
          <EmptyState title="No scores yet">
            The first model that is scored stands here within minutes of its upload.
          </EmptyState>
        }
      />
      {board.rows.length > 0 && (
        <div className="mt-4 flex max-w-5xl flex-col items-start gap-3 text-sm text-ink-soft">
          {grouped && (
            <p>
              A line parts groups. Those of one group are not told apart: an exact test of McNemar of the
              first of the group against each of the others, on the same images, finds no difference that
              chance would bring about less than once in 20 times.
            </p>
          )}
          <CsvLink name={`${slug}-leaderboard`} rows={tableCsv(board)} />
        </div>
      )}
    </BoardFrame>
  );
}
