import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { LayerTable, layerRows } from '../layer-table';
import { loadSubmission } from '../load-submission';

const PAGE = 200;
const pageNumber = z.coerce.number().int().min(1).catch(1);

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: `Layers of ${(await loadSubmission((await params).id)).name}` };
}

/** All layers of a network that has too many for the page of its submission. */
export default async function LayersPage({ params, searchParams }: Props) {
  const { id, name, challenge, anatomy, profile } = await loadSubmission((await params).id);
  if (anatomy === null) notFound();
  const rows = layerRows(anatomy, profile);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(pages, pageNumber.parse((await searchParams).page));
  const from = (page - 1) * PAGE;
  const shown = rows.slice(from, from + PAGE);
  const count = (value: number) => value.toLocaleString('en');
  const hrefOf = (number: number) => `/submissions/${id}/layers?page=${number}`;
  return (
    <PageShell
      title={`Layers of ${name}`}
      lead={
        rows.length < anatomy.layerCount
          ? `The first ${count(rows.length)} of ${count(anatomy.layerCount)} layers, in order.`
          : `All ${count(rows.length)} layers, in order.`
      }
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${challenge.slug}` },
        { label: name, href: `/submissions/${id}` },
        { label: 'Layers' },
      ]}
    >
      <LayerTable name="Layers" rows={shown} profiled={profile !== null} />
      <Pager
        name="Pages of layers"
        previousHref={page > 1 ? hrefOf(page - 1) : undefined}
        nextHref={page < pages ? hrefOf(page + 1) : undefined}
        shown={`${count(from + 1)} to ${count(from + shown.length)} of ${count(rows.length)}`}
      />
    </PageShell>
  );
}
