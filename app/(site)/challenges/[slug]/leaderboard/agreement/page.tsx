import type { Metadata } from 'next';
import { type EntryAgreement, measureAgreement } from '#lib/challenges/server/measure-agreement';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Figure } from '@/_components/figure';
import { ScrollRegion } from '@/_components/scroll-region';
import { TextLink } from '@/_components/text-link';
import { loadChallenge } from '../../load-challenge';
import { BoardFrame } from '../board-frame';
import { boardHref, loadBoard, type Search } from '../board-query';
import { PlotFigure } from '../plot-figure';
import { AgreementPlot } from './agreement-plot';

type PageProps = { params: Promise<{ slug: string }>; searchParams: Search };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: `Agreement between entries in ${challenge.title}` };
}

export default async function AgreementPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const { query, board } = await loadBoard(slug, searchParams);
  const agreement = await measureAgreement(board);
  return (
    <BoardFrame challenge={challenge} query={query} board={board} tab="agreement">
      {agreement === null ? (
        <EmptyState title="Not told yet">
          Agreement is shown when the results are out: what climbs the ladder could be worked out from it.
        </EmptyState>
      ) : listPairs(agreement).length === 0 ? (
        <EmptyState title="Nothing to compare">It takes two submissions with a score.</EmptyState>
      ) : (
        <Agreement
          slug={slug}
          agreement={agreement}
          compareHref={(a, b) => boardHref(slug, 'compare', query, { a, b })}
        />
      )}
    </BoardFrame>
  );
}

type Pair = ReturnType<typeof listPairs>[number];

/** Each two entries once, those that agree most first. */
function listPairs({ rows, pairs }: EntryAgreement) {
  const listed = rows.flatMap((first, at) =>
    rows.slice(at + 1).flatMap((second, further) => {
      const pair = pairs[at]?.[at + 1 + further] ?? null;
      return pair === null ? [] : [{ first, second, ...pair }];
    }),
  );
  return listed.sort((a, b) => b.agreement - a.agreement);
}

type AgreementProps = {
  slug: string;
  agreement: EntryAgreement;
  compareHref: (a: string, b: string) => string;
};

function Agreement({ slug, agreement, compareHref }: AgreementProps) {
  const listed = listPairs(agreement);
  return (
    <PlotFigure
      name={`${slug}-agreement`}
      plot={
        <ScrollRegion name="Agreement between entries as a plot">
          <AgreementPlot {...agreement} />
        </ScrollRegion>
      }
      caption="Per cent of the images that both have right or both have wrong by their best guess, of the first 16 of the leaderboard. Kappa tells how much more that is than two models of such errors agree by chance: 0 as by chance, 1 always (error consistency, Geirhos and others 2020)."
      csv={[
        ['first', 'first_submission', 'second', 'second_submission', 'agreement', 'kappa'],
        ...listed.map(({ first, second, agreement: share, kappa }) => [
          first.entry,
          first.submissionId,
          second.entry,
          second.submissionId,
          share,
          kappa,
        ]),
      ]}
      table={
        <DataTable<Pair>
          name="Agreement between entries"
          rows={listed}
          rowKey={({ first, second }) => `${first.submissionId} ${second.submissionId}`}
          columns={[
            {
              key: 'pair',
              header: 'Entries',
              rowHeader: true,
              cell: ({ first, second }) => (
                <TextLink quiet href={compareHref(first.submissionId, second.submissionId)}>
                  {first.entry} and {second.entry}
                </TextLink>
              ),
            },
            {
              key: 'agreement',
              header: 'Agreement',
              align: 'end',
              cell: (row) => <Figure value={100 * row.agreement} unit="%" digits={0} />,
            },
            {
              key: 'kappa',
              header: 'Kappa',
              align: 'end',
              cell: (row) => <Figure value={row.kappa} digits={2} />,
            },
          ]}
        />
      }
    />
  );
}
