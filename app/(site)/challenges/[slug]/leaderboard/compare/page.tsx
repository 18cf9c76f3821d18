import type { Metadata } from 'next';
import {
  type ComparedClass,
  compareEntries,
  type EntryComparison,
} from '#lib/challenges/server/compare-entries';
import type { Leaderboard, RankedRow } from '#lib/challenges/server/get-leaderboard';
import { Button } from '@/_components/button';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count, Figure } from '@/_components/figure';
import { figureText } from '@/_components/figure-text';
import { ScatterPlot } from '@/_components/scatter-plot';
import { Section } from '@/_components/section';
import { SelectField } from '@/_components/select-field';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { loadChallenge } from '../../load-challenge';
import { BoardFrame } from '../board-frame';
import { boardHref, loadBoard, type Search } from '../board-query';
import { PlotFigure } from '../plot-figure';

type PageProps = { params: Promise<{ slug: string }>; searchParams: Search };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: `Two entries against each other in ${challenge.title}` };
}

export default async function ComparePage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const { query, board } = await loadBoard(slug, searchParams);
  const { a, b } = await searchParams;
  const rows = board.rows.filter((row) => row.disqualified === null && row.value !== null);
  const first = rows.find(({ submissionId }) => submissionId === a) ?? rows[0];
  const second = rows.find(({ submissionId }) => submissionId === b) ?? rows.find((row) => row !== first);
  const comparison =
    first && second ? await compareEntries(slug, [first.submissionId, second.submissionId]) : null;
  return (
    <BoardFrame challenge={challenge} query={query} board={board} tab="compare">
      {!(first && second) ? (
        <EmptyState title="Nothing to compare">It takes two submissions with a score.</EmptyState>
      ) : comparison === null ? (
        <EmptyState title="Not told yet">
          Errors by noun are shown when the results are out: what climbs the ladder could be worked out from
          them.
        </EmptyState>
      ) : (
        <>
          <Choice slug={slug} board={board} rows={rows} pair={[first, second]} />
          <Verdict comparison={comparison} pair={[first, second]} />
          <ClassPlot slug={slug} comparison={comparison} pair={[first, second]} />
        </>
      )}
    </BoardFrame>
  );
}

type Pair = readonly [RankedRow, RankedRow];
type ChoiceProps = { slug: string; board: Leaderboard; rows: readonly RankedRow[]; pair: Pair };

function Choice({ slug, board, rows, pair }: ChoiceProps) {
  const options = rows.map((row) => ({ value: row.submissionId, label: nameOf(row) }));
  return (
    <form
      action={boardHref(slug, 'compare', { split: 'test', which: 'best' })}
      className="grid max-w-5xl items-end gap-4 sm:grid-cols-[1fr_1fr_auto]"
    >
      <input type="hidden" name="which" value={board.which} />
      <SelectField name="a" label="One" defaultValue={pair[0].submissionId} options={options} />
      <SelectField name="b" label="Against" defaultValue={pair[1].submissionId} options={options} />
      <Button type="submit" variant="primary">
        Compare
      </Button>
    </form>
  );
}

const nameOf = ({ entry, submission }: RankedRow) => `${entry}: ${submission}`;

function Verdict({ comparison: { test, images }, pair }: { comparison: EntryComparison; pair: Pair }) {
  if (test === null) return null;
  const { onlyFirst, onlySecond, pValue } = test;
  const apart = pValue < 0.05;
  return (
    <Section
      title={apart ? 'They are told apart' : 'They are not told apart'}
      lead={`McNemar's exact test on the same ${images.toLocaleString('en')} images: were both as good, chance would part them as far ${pValue < 0.001 ? 'less than once in 1,000 times' : `in ${figureText(100 * pValue, { unit: '%' })} of cases`}.`}
    >
      <Stats
        items={[
          { label: `${pair[0].entry} alone right`, value: <Count value={onlyFirst} />, hint: 'images' },
          { label: `${pair[1].entry} alone right`, value: <Count value={onlySecond} />, hint: 'images' },
        ]}
      />
    </Section>
  );
}

type ClassPlotProps = { slug: string; comparison: EntryComparison; pair: Pair };

function ClassPlot({ slug, comparison: { classes }, pair }: ClassPlotProps) {
  if (classes.length === 0) {
    return (
      <EmptyState title="No nouns to compare">
        Their errors are not told of nouns with few held-out images, since labels could be read from them.
      </EmptyState>
    );
  }
  const places = atOnePlace(classes);
  const most = Math.max(...places.map(({ nouns }) => nouns.length));
  const percent = (value: number) => figureText(value, { unit: '%', digits: value % 1 ? 1 : 0 });
  const sorted = [...classes].sort((a, b) => Math.abs(b.first - b.second) - Math.abs(a.first - a.second));
  return (
    <Section
      title="Error by noun"
      lead="Top-1 errors, rounded, of nouns with enough held-out images. Below the line the second is better, above it the first."
    >
      <PlotFigure
        name={`${slug}-${pair[0].entry}-against-${pair[1].entry}`.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')}
        plot={
          <ScatterPlot
            diagonal
            points={places.map(({ first, second, nouns }) => ({
              key: `${first} ${second}`,
              label:
                nouns.length === 1
                  ? (nouns[0]?.word ?? '')
                  : `${nouns[0]?.word} and ${nouns.length - 1} more`,
              href: `/explore/${nouns[0]?.synsetId}`,
              x: 100 * first,
              y: 100 * second,
              size: nouns.length / most,
            }))}
            x={{ label: pair[0].entry, text: percent }}
            y={{ label: pair[1].entry, text: percent }}
          />
        }
        caption="A dot is a noun, a larger one several of the same rounded errors."
        csv={[
          ['synset', 'noun', nameOf(pair[0]), nameOf(pair[1])],
          ...classes.map(({ synsetId, word, first, second }) => [synsetId, word, first, second]),
        ]}
        table={
          <DataTable
            name="Error by noun of both"
            rows={sorted}
            rowKey={({ synsetId }) => synsetId}
            columns={[
              {
                key: 'noun',
                header: 'Noun',
                rowHeader: true,
                cell: ({ synsetId, word }) => (
                  <TextLink quiet href={`/explore/${synsetId}`}>
                    {word}
                  </TextLink>
                ),
              },
              {
                key: 'first',
                header: pair[0].entry,
                align: 'end',
                cell: ({ first }) => <Figure value={100 * first} unit="%" digits={0} />,
              },
              {
                key: 'second',
                header: pair[1].entry,
                align: 'end',
                cell: ({ second }) => <Figure value={100 * second} unit="%" digits={0} />,
              },
            ]}
          />
        }
      />
    </Section>
  );
}

/** Nouns of the same two errors together. */
function atOnePlace(classes: readonly ComparedClass[]) {
  const places = new Map<string, { first: number; second: number; nouns: ComparedClass[] }>();
  for (const each of classes) {
    const key = `${each.first} ${each.second}`;
    const place = places.get(key) ?? { first: each.first, second: each.second, nouns: [] };
    place.nouns.push(each);
    places.set(key, place);
  }
  return [...places.values()];
}
