import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import type { DatasetDetails, VersionDetails, VersionSummary } from '#lib/datasets/dataset-views';
import { exportUrl } from '#lib/datasets/export/export-url';
import { hasRole, type Person } from '#lib/identity/person';
import { licenseTitle } from '#lib/images/license';
import { LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { Markdown } from '@/_components/markdown';
import { Moment } from '@/_components/moment';
import { Mosaic } from '@/_components/mosaic';
import { PageShell } from '@/_components/page-shell';
import type { PictureFacts } from '@/_components/picture-tile';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { trainPictures } from '../../challenges/train-pictures';
import { Changes } from './changes';
import { Citation } from './citation';
import { ClassBars, classBars } from './class-bars';
import { ClassPlot } from './class-plot';
import { Downloads } from './downloads';
import { HowLabelled } from './how-labelled';
import { loadDataset, loadVersion } from './load-dataset';
import { MissingImages } from './missing-images';
import { Proof } from './proof';
import { SourceTable } from './source-table';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ version?: string | string[] }>;
}

const PICTURES = 30;
/** As many of the classes as stand on this page. */
const CLASSES = 24;
/** And of the sources: a list of addresses brings one for each author. */
const SOURCES = 20;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadDataset((await params).slug)).title };
}

export default async function DatasetPage({ params, searchParams }: Props) {
  const dataset = await loadDataset((await params).slug);
  const [version, person] = await Promise.all([
    loadVersion(dataset, (await searchParams).version),
    currentPerson(),
  ]);
  return (
    <PageShell
      title={dataset.title}
      path={[{ label: 'Datasets', href: '/datasets' }, { label: dataset.title }]}
      lead={version && <Lead version={version} />}
      actions={<Actions dataset={dataset} version={version} person={person} />}
    >
      {version && version.number !== dataset.newest?.number && (
        <div className="mb-6">
          <Callout title={`This is version ${version.number}`}>
            It stays as it is for good.{' '}
            <TextLink href={`/datasets/${dataset.slug}`}>See the newest version</TextLink>
          </Callout>
        </div>
      )}
      {version && (
        <Mosaic
          name={`Images of ${dataset.title}`}
          pictures={await pictures(dataset.slug, version.number)}
          bleed
          eager={12}
          onPhone={12}
        />
      )}
      <div className={version ? 'mt-10' : ''}>
        {dataset.description !== '' && (
          <div className="mb-10 max-w-3xl">
            <Markdown text={dataset.description} />
          </div>
        )}
        {version ? <Version dataset={dataset} version={version} person={person} /> : <NotFrozen />}
      </div>
    </PageShell>
  );
}

function Lead({ version }: { version: VersionDetails }) {
  const licences = [...new Set(version.sources.map(({ license }) => licenseTitle(license)))];
  return (
    <span className="text-base">
      Version {version.number}, frozen on <Moment at={version.frozenAt} show="date" />
      {licences.length > 0 && <>. Images under {licences.join(', ')}</>}
    </span>
  );
}

function Actions({
  dataset,
  version,
  person,
}: {
  dataset: DatasetDetails;
  version: VersionDetails | null;
  person: Person | null;
}) {
  return (
    <>
      {hasRole(person, 'organiser') && (
        <LinkButton href={`/organise/datasets/${dataset.slug}`}>Organise it</LinkButton>
      )}
      {version ? (
        <LinkButton
          href={downloadUrl(dataset.slug, version.number)}
          variant="primary"
          icon={<Download aria-hidden size={18} />}
          prefetch={false}
          download
        >
          Download version {version.number}
        </LinkButton>
      ) : (
        <LinkButton href="/label" variant="primary">
          Help to label it
        </LinkButton>
      )}
    </>
  );
}

const downloadUrl = (slug: string, number: number) => exportUrl({ slug, number, format: 'imagefolder' });

async function pictures(slug: string, number: number): Promise<PictureFacts[]> {
  const shown = await trainPictures(slug, number, PICTURES);
  return shown.map((picture) => ({ ...picture, href: `/picture/${picture.id}` }));
}

function Version({
  dataset,
  version,
  person,
}: {
  dataset: DatasetDetails;
  version: VersionDetails;
  person: Person | null;
}) {
  const { train, val, test } = version.images;
  return (
    <>
      <MissingImages missing={version.missing} />
      <Stats
        items={[
          { label: 'images', value: <Count value={train + val + test} /> },
          { label: 'classes', value: <Count value={version.classes} />, href: '#classes' },
          { label: 'to train on', value: <Count value={train} /> },
          { label: 'to validate on', value: <Count value={val} /> },
          { label: 'held out', value: <Count value={test} />, hint: 'labels never leave the server' },
        ]}
      />
      <Section title="How labels were made" id="labels">
        <HowLabelled version={version} />
      </Section>
      <Section
        title="Classes"
        id="classes"
        lead="Images to train and validate on, by noun. How many are held out is not told."
      >
        <Classes dataset={dataset} version={version} />
      </Section>
      <Section
        title="Licences and attribution"
        id="licences"
        lead="Each image stays under the licence of its source. The download names the source of every labelled file."
      >
        <SourceTable sources={version.sources.slice(0, SOURCES)} />
        {version.sources.length > SOURCES && (
          <p className="mt-4">
            <TextLink href={`/datasets/${dataset.slug}/sources?version=${version.number}`}>
              See all {version.sources.length.toLocaleString('en')} sources
            </TextLink>
          </p>
        )}
      </Section>
      <Section title="Download" id="download">
        <Downloads slug={dataset.slug} number={version.number} person={person} />
      </Section>
      <Section
        title="Versions"
        id="versions"
        lead="A version never changes. What people agree on later comes into the next one."
      >
        <VersionTable slug={dataset.slug} versions={dataset.versions} shown={version.number} />
      </Section>
      {version.merkleRoot && (
        <Section title="Prove that a file belongs" id="proof">
          <Proof slug={dataset.slug} number={version.number} root={version.merkleRoot} />
        </Section>
      )}
      {version.report?.changes && (
        <Section
          title={`What changed since version ${version.report.changes.since}`}
          id="changes"
          lead="Of held-out images numbers alone: which noun gained or lost one is not told."
        >
          <Changes changes={version.report.changes} nouns={version.nounChanges} />
        </Section>
      )}
      <Section title="Cite" id="cite">
        <Citation version={version} />
      </Section>
    </>
  );
}

/** How even the classes are, and the largest of them; all stand on a page of their own. */
function Classes({ dataset, version }: { dataset: DatasetDetails; version: VersionDetails }) {
  const bars = classBars(version.classList);
  return (
    <>
      <ClassPlot classes={version.classList} />
      <div className="mt-6">
        <ClassBars name={`Classes of ${dataset.title}`} bars={bars.slice(0, CLASSES)} max={bars[0]?.value} />
      </div>
      {bars.length > CLASSES && (
        <p className="mt-4">
          <TextLink href={`/datasets/${dataset.slug}/classes?version=${version.number}`}>
            See all {bars.length.toLocaleString('en')} classes
          </TextLink>
        </p>
      )}
    </>
  );
}

function VersionTable({
  slug,
  versions,
  shown,
}: {
  slug: string;
  versions: readonly VersionSummary[];
  shown: number;
}) {
  return (
    <DataTable
      name="Versions"
      rows={versions}
      rowKey={({ number }) => number}
      tone={({ number }) => (number === shown ? 'accent' : 'normal')}
      columns={[
        {
          key: 'number',
          header: 'Version',
          rowHeader: true,
          cell: ({ number }) => (
            <TextLink quiet href={`/datasets/${slug}?version=${number}`}>
              {number}
            </TextLink>
          ),
        },
        { key: 'frozen', header: 'Frozen', cell: ({ frozenAt }) => <Moment at={frozenAt} show="date" /> },
        { key: 'classes', header: 'Classes', align: 'end', cell: ({ classes }) => <Count value={classes} /> },
        { key: 'train', header: 'Train', align: 'end', cell: ({ images }) => <Count value={images.train} /> },
        { key: 'val', header: 'Val', align: 'end', cell: ({ images }) => <Count value={images.val} /> },
        {
          key: 'test',
          header: 'Held out',
          align: 'end',
          cell: ({ images }) => <Count value={images.test} />,
        },
        {
          key: 'manifest',
          header: 'Manifest SHA-256',
          cell: ({ manifestSha256 }) => (
            <code className="text-xs">{manifestSha256?.slice(0, 16) ?? 'none'}</code>
          ),
        },
      ]}
    />
  );
}

function NotFrozen() {
  return (
    <EmptyState title="No version yet" action={<LinkButton href="/label">Help to label it</LinkButton>}>
      People are still agreeing on what its images show. Once an organiser freezes a version, its images,
      classes, licences and downloads stand here.
    </EmptyState>
  );
}
