import type { Metadata } from 'next';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { pageOfList } from '../../../page-of-list';
import { ClassBars, classBars } from '../class-bars';
import { loadDataset, loadVersion } from '../load-dataset';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ version?: string | string[]; page?: string | string[] }>;
}

/** How many classes a page lists. */
const CLASSES = 200;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Classes of ${(await loadDataset((await params).slug)).title}` };
}

export default async function ClassesPage({ params, searchParams }: Props) {
  const dataset = await loadDataset((await params).slug);
  const asked = await searchParams;
  const version = await loadVersion(dataset, asked.version);
  const bars = classBars(version?.classList ?? []);
  const { items, pager } = pageOfList(bars, {
    asked: asked.page,
    size: CLASSES,
    href: (page) => `/datasets/${dataset.slug}/classes?version=${version?.number}&page=${page}`,
  });
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
      <ClassBars name={`Classes of ${dataset.title}`} bars={items} max={bars[0]?.value} />
      <Pager name="Pages of classes" {...pager} />
    </PageShell>
  );
}
