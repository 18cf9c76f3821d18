import type { Metadata } from 'next';
import { datasetListSchema } from '#lib/datasets/dataset';
import type { DatasetSummary } from '#lib/datasets/dataset-views';
import { listDatasets } from '#lib/datasets/server/list-datasets';
import { AttributionsTogether } from '@/_components/attribution';
import { Card } from '@/_components/card';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { Mosaic } from '@/_components/mosaic';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import type { PictureFacts } from '@/_components/picture-tile';
import { trainPictures } from '../challenges/train-pictures';

export const metadata: Metadata = { title: 'Datasets' };

const PAGE = 24;
const STRIP = 6;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function DatasetsPage({ searchParams }: { searchParams: Search }) {
  // An address that somebody mistyped shows the first page.
  const asked = datasetListSchema.safeParse({ ...(await searchParams), limit: PAGE });
  const page = await listDatasets(asked.data ?? { limit: PAGE });
  const strips = await Promise.all(
    page.items.map(({ slug, newest }) => (newest ? trainPictures(slug, newest.number, STRIP) : [])),
  );
  return (
    <PageShell
      title="Datasets"
      lead="What people agreed on, frozen: images with their nouns, to train on and to take home."
    >
      {page.items.length === 0 ? (
        <EmptyState title="No datasets yet">
          Each dataset will stand here with its images, its licences and its versions, as soon as an organiser
          makes one.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {page.items.map((dataset, index) => (
            <li key={dataset.slug}>
              <DatasetCard dataset={dataset} pictures={strips[index] ?? []} />
            </li>
          ))}
        </ul>
      )}
      <Pager
        name="Pages of datasets"
        previousHref={asked.data?.cursor ? '/datasets' : undefined}
        nextHref={page.nextCursor === null ? undefined : `/datasets?cursor=${page.nextCursor}`}
      />
    </PageShell>
  );
}

function DatasetCard({ dataset, pictures }: { dataset: DatasetSummary; pictures: PictureFacts[] }) {
  const { slug, title, newest } = dataset;
  return (
    <Card
      level={2}
      title={title}
      href={`/datasets/${slug}`}
      picture={
        pictures.length === STRIP && (
          <Mosaic name={`From ${title}`} columns={6} pictures={pictures.map(withoutCredit)} />
        )
      }
    >
      {newest === null ? (
        <p className="text-sm text-ink-soft">Being labelled; no version is frozen yet.</p>
      ) : (
        <p className="text-sm text-ink-soft">
          {total(newest.images).toLocaleString('en')} images in {newest.classes.toLocaleString('en')} classes,
          version {newest.number}, <Moment at={newest.frozenAt} show="date" />
        </p>
      )}
      <AttributionsTogether of={pictures.flatMap(({ attribution }) => attribution ?? [])} />
    </Card>
  );
}

/** The card tells the credits itself, inside its margins. */
const withoutCredit = ({ attribution: _, ...picture }: PictureFacts): PictureFacts => picture;

const total = ({ train, val, test }: { train: number; val: number; test: number }) => train + val + test;
