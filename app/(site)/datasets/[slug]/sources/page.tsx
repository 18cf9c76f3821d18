import type { Metadata } from 'next';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { pageOfList } from '../../../page-of-list';
import { loadDataset, loadVersion } from '../load-dataset';
import { SourceTable } from '../source-table';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ version?: string | string[]; page?: string | string[] }>;
}

/** How many sources a page lists. */
const SOURCES = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Sources of ${(await loadDataset((await params).slug)).title}` };
}

export default async function SourcesPage({ params, searchParams }: Props) {
  const dataset = await loadDataset((await params).slug);
  const asked = await searchParams;
  const version = await loadVersion(dataset, asked.version);
  const { items, pager } = pageOfList(version?.sources ?? [], {
    asked: asked.page,
    size: SOURCES,
    href: (page) => `/datasets/${dataset.slug}/sources?version=${version?.number}&page=${page}`,
  });
  return (
    <PageShell
      title={`Sources of ${dataset.title}`}
      lead={
        version
          ? `Who made the images of version ${version.number}, and on what terms they may be used.`
          : 'No version is frozen yet, so there are no sources.'
      }
      path={[
        { label: 'Datasets', href: '/datasets' },
        { label: dataset.title, href: `/datasets/${dataset.slug}` },
      ]}
    >
      {version && <SourceTable sources={items} />}
      <Pager name="Pages of sources" {...pager} />
    </PageShell>
  );
}
