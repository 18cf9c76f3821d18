import type { VersionSource } from '#lib/datasets/dataset-views';
import { licenseTitle } from '#lib/images/license';
import { DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';

/** Whose pictures these are and on what terms they may be used. */
export function SourceTable({ sources }: { sources: readonly VersionSource[] }) {
  return (
    <DataTable
      name="Sources"
      rows={sources}
      rowKey={({ slug }) => slug}
      empty={<p>The sources of this version were not counted.</p>}
      columns={[
        {
          key: 'title',
          header: 'Source',
          rowHeader: true,
          cell: ({ title, homepage }) => <Outward href={homepage}>{title}</Outward>,
        },
        { key: 'author', header: 'Author', cell: ({ author }) => author },
        {
          key: 'licence',
          header: 'Licence',
          cell: ({ license, licenseUrl }) => <Outward href={licenseUrl}>{licenseTitle(license)}</Outward>,
        },
        { key: 'images', header: 'Images', align: 'end', cell: ({ images }) => <Count value={images} /> },
      ]}
    />
  );
}

function Outward({ href, children }: { href: string | null; children: string }) {
  if (href === null) return children;
  return (
    <a href={href} rel="noopener noreferrer" className="underline underline-offset-4 hover:text-accent">
      {children}
    </a>
  );
}
