import type { Metadata } from 'next';
import { z } from 'zod';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { ClassBars, classBars } from '../class-bars';
import { loadDataset, loadVersion } from '../load-dataset';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ version?: string | string[]; page?: string | string[] }>;
}

/** How many classes a page lists. */
const CLASSES = 200;

const pageNumber = z.coerce.number().int().min(1).catch(1);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Classes of ${(await loadDataset((await params).slug)).title}` };
}

export default async function ClassesPage({ params, searchParams }: Props) {
  const dataset = await loadDataset((await params).slug);
  const asked = await searchParams;
  const version = await loadVersion(dataset, asked.version);
  const bars = classBars(version?.classList ?? []);
  const page = Math.min(pageNumber.parse(asked.page), Math.max(1, Math.ceil(bars.length / CLASSES)));
  const start = (page - 1) * CLASSES;
  const shown = bars.slice(start, start + CLASSES);
  const address = (number: number) =>
    `/datasets/${dataset.slug}/classes?${new URLSearchParams({
      ...(typeof asked.version === 'string' && { version: asked.version }),
      page: String(number),
    })}`;
  return (
    <PageShell
      title={`Classes of ${dataset.title}`}
      lead={
        version
          ? `Images to train and validate on in version ${version.number}, by noun. How many are held out is not told.`
          : 'No version is frozen yet, so there are no classes.'
      }
      path={[
        { label: 'Datasets', href: '/datasets' },
        { label: dataset.title, href: `/datasets/${dataset.slug}` },
      ]}
    >
      <ClassBars name={`Classes of ${dataset.title}`} bars={shown} max={bars[0]?.value} />
      <Pager
        name="Pages of classes"
        previousHref={page > 1 ? address(page - 1) : undefined}
        nextHref={start + CLASSES < bars.length ? address(page + 1) : undefined}
        shown={
          bars.length > CLASSES &&
          `${(start + 1).toLocaleString('en')} to ${(start + shown.length).toLocaleString('en')} of ${bars.length.toLocaleString('en')}`
        }
      />
    </PageShell>
  );
}
