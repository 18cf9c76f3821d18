import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getSeries, type SeriesEdition } from '#lib/challenges/server/get-series';
import { AppError } from '#lib/core/errors';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Figure } from '@/_components/figure';
import { figureText } from '@/_components/figure-text';
import { PageShell } from '@/_components/page-shell';
import { ScatterPlot } from '@/_components/scatter-plot';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { PlotFigure } from '@/(site)/challenges/[slug]/leaderboard/plot-figure';
import { PhaseBadge } from '@/(site)/challenges/phase-badge';
import { yearScale } from './year-scale';

type Params = Promise<{ slug: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: `The editions of ${(await params).slug}` };
}

export default async function SeriesPage({ params }: { params: Params }) {
  const { slug } = await params;
  const editions = await loadSeries(slug);
  return (
    <PageShell
      title={`The editions of ${slug}`}
      path={[{ label: 'Challenges', href: '/challenges' }, { label: slug }]}
      lead="The best error of each year, and every entry as a point."
    >
      <Curve slug={slug} editions={editions} />
      <Section title="Editions">
        <DataTable
          name="Editions"
          rows={[...editions].reverse()}
          rowKey={(row) => row.slug}
          columns={[
            { key: 'year', header: 'Year', cell: ({ edition }) => edition },
            {
              key: 'title',
              header: 'Challenge',
              rowHeader: true,
              cell: (row) => (
                <TextLink quiet href={`/challenges/${row.slug}`}>
                  {row.title}
                </TextLink>
              ),
            },
            {
              key: 'phase',
              header: 'Phase',
              cell: ({ phase, archived }) =>
                archived ? <Badge>archived</Badge> : <PhaseBadge phase={phase} />,
            },
            { key: 'entries', header: 'Entries', align: 'end', cell: (row) => competing(row).length },
            {
              key: 'best',
              header: 'Best top-1 error',
              align: 'end',
              cell: (row) => {
                const best = competing(row)[0];
                return <Figure value={best ? 100 * best.error : null} unit="%" />;
              },
            },
          ]}
        />
      </Section>
    </PageShell>
  );
}

const competing = ({ points }: SeriesEdition) => points.filter(({ baseline }) => !baseline);

function Curve({ slug, editions }: { slug: string; editions: readonly SeriesEdition[] }) {
  const points = editions.flatMap((edition) => edition.points.map((point) => ({ ...point, ...edition })));
  if (points.length === 0) {
    return <EmptyState title="Nothing to draw yet">No entry of these editions has a score.</EmptyState>;
  }
  const best = editions.flatMap((edition) => {
    const [first] = competing(edition);
    return first ? [{ x: edition.edition, y: 100 * first.error, submissionId: first.submissionId }] : [];
  });
  const bests = new Set(best.map(({ submissionId }) => submissionId));
  const years = editions.map(({ edition }) => edition);
  return (
    <PlotFigure
      name={`${slug}-by-year`}
      plot={
        <ScatterPlot
          points={points.map((point) => ({
            key: point.submissionId,
            label: point.baseline ? `Baseline: ${point.entry}` : point.entry,
            href: `/submissions/${point.submissionId}`,
            x: point.edition,
            y: 100 * point.error,
            tone: point.baseline ? 'quiet' : bests.has(point.submissionId) ? 'normal' : 'hollow',
          }))}
          line={best}
          x={{ label: 'Year', text: String, scale: yearScale(years) }}
          y={{
            label: 'Top-1 error',
            text: (value) => figureText(value, { unit: '%', digits: value % 1 ? 1 : 0 }),
          }}
        />
      }
      caption="Each dot is the best of an entry; the line goes through the best of each year. Squares are baselines."
      csv={[
        ['edition', 'challenge', 'entry', 'submission_id', 'baseline', 'top1_error'],
        ...points.map((point) => [
          point.edition,
          point.slug,
          point.entry,
          point.submissionId,
          point.baseline ? 'yes' : 'no',
          point.error,
        ]),
      ]}
      table={
        <DataTable
          name="Entries by year"
          rows={points}
          rowKey={(row) => row.submissionId}
          tone={(row) => (row.baseline ? 'quiet' : 'normal')}
          columns={[
            { key: 'year', header: 'Year', cell: ({ edition }) => edition },
            {
              key: 'entry',
              header: 'Entry',
              rowHeader: true,
              cell: (row) => (
                <TextLink quiet href={`/submissions/${row.submissionId}`}>
                  {row.entry}
                </TextLink>
              ),
            },
            {
              key: 'error',
              header: 'Top-1 error',
              align: 'end',
              cell: (row) => <Figure value={100 * row.error} unit="%" />,
            },
          ]}
        />
      }
    />
  );
}

async function loadSeries(slug: string): Promise<SeriesEdition[]> {
  try {
    return await getSeries(slug);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}
