import type { Metadata } from 'next';
import { importListSchema } from '#lib/datasets/import';
import { listImports } from '#lib/datasets/server/list-imports';
import { config } from '#lib/infra/config';
import { DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { loadDesk } from '../load-desk';
import { ImportBadge } from './import-badge';
import { ImportForm } from './import-form';
import { LicensePolicyForm } from './license-policy-form';

export const metadata: Metadata = { title: 'Add images' };

/** A list of addresses may bring a source for each author. */
const SOURCES_SHOWN = 20;

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export default async function ImportsPage({ params, searchParams }: Props) {
  const { person, desk } = await loadDesk((await params).slug);
  const asked = importListSchema.safeParse(await searchParams);
  const query = asked.success ? asked.data : importListSchema.parse({});
  const { items, nextCursor } = await listImports(person, { slug: desk.slug, ...query });
  const here = `/organise/datasets/${desk.slug}/imports`;
  return (
    <PageShell
      title="Add images"
      path={[
        { label: 'Organise', href: '/organise' },
        { label: desk.title, href: `/organise/datasets/${desk.slug}` },
        { label: 'Add images' },
      ]}
      lead="Each is turned upright, freed of place and camera data, and named by its hash. The same file twice is one image."
    >
      <ImportForm
        key={desk.licenses.join()}
        slug={desk.slug}
        personId={person.id}
        allowed={desk.licenses}
        hasBuckets={config().STORAGE_URL?.startsWith('s3:') ?? false}
      />
      {items.length > 0 && (
        <Section title="Imports" id="imports">
          <DataTable
            name="Imports"
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                header: 'Import',
                rowHeader: true,
                cell: ({ id, name }) => <TextLink href={`${here}/${id}`}>{name}</TextLink>,
              },
              { key: 'state', header: 'State', cell: ({ state }) => <ImportBadge state={state} /> },
              { key: 'added', header: 'Added', align: 'end', cell: ({ added }) => <Count value={added} /> },
              {
                key: 'duplicates',
                header: 'There before',
                align: 'end',
                cell: ({ duplicates }) => <Count value={duplicates} />,
              },
              {
                key: 'refused',
                header: 'Refused',
                align: 'end',
                cell: ({ refused }) => <Count value={refused} />,
              },
              { key: 'source', header: 'Source', cell: ({ source }) => source.title },
              {
                key: 'asked',
                header: 'Asked for',
                cell: ({ createdAt }) => <Moment at={createdAt} show="date" />,
              },
            ]}
          />
          <Pager
            name="Imports"
            {...(nextCursor && { nextHref: `${here}?cursor=${nextCursor}#imports` })}
            {...(query.cursor && { previousHref: `${here}#imports` })}
          />
        </Section>
      )}
      <Section title="Licences" id="licences">
        <LicensePolicyForm slug={desk.slug} allowed={desk.licenses} />
      </Section>
      {desk.sources.length > 0 && (
        <Section title="What is there">
          <ul className="flex flex-col gap-1">
            {desk.sources.slice(0, SOURCES_SHOWN).map(({ slug, title, images }) => (
              <li key={slug}>
                {title}: <Count value={images} /> {images === 1 ? 'image' : 'images'}{' '}
                <span className="font-mono text-xs text-ink-soft">{slug}</span>
              </li>
            ))}
            {desk.sources.length > SOURCES_SHOWN && (
              <li className="text-ink-soft">
                and <Count value={desk.sources.length - SOURCES_SHOWN} /> more sources
              </li>
            )}
          </ul>
        </Section>
      )}
    </PageShell>
  );
}
