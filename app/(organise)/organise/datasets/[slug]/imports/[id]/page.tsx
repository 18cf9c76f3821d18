import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { refusalListSchema } from '#lib/datasets/import';
import type { ImportDetails } from '#lib/datasets/import-views';
import { getImport } from '#lib/datasets/server/get-import';
import { listRefusals } from '#lib/datasets/server/list-refusals';
import type { Person } from '#lib/identity/person';
import { licenseTitle } from '#lib/images/license';
import { BarList } from '@/_components/bar-list';
import { LinkButton } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { Callout } from '@/_components/callout';
import { Count } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { loadOrganised } from '../../load-desk';
import { ImportBadge } from '../import-badge';
import { CancelImportButton } from './cancel-import-button';
import { ChooseNounForm } from './choose-noun-form';
import { ImportWatch } from './import-watch';

export const metadata: Metadata = { title: 'Import' };

interface Props {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { slug, id } = await params;
  const { person, dataset } = await loadOrganised(slug);
  const found = await load(person, slug, id);
  const { state, name, source, problem } = found;
  const underWay = state === 'queued' || state === 'running';
  return (
    <PageShell
      title={name}
      path={[
        { label: 'Organise', href: '/organise' },
        { label: dataset.title, href: `/organise/datasets/${slug}` },
        { label: 'Add images', href: `/organise/datasets/${slug}/imports` },
      ]}
      lead={
        <>
          <ImportBadge state={state} /> {source.title} by {source.author}, {licenseTitle(source.license)},{' '}
          <Moment at={found.createdAt} />
        </>
      }
      actions={
        <>
          {(underWay || state === 'waiting') && <CancelImportButton slug={slug} id={id} />}
          {!underWay && found.added > 0 && (
            <LinkButton href={`/organise/datasets/${slug}/campaigns/new`}>Start a campaign</LinkButton>
          )}
        </>
      }
    >
      {underWay && <ImportWatch slug={slug} id={id} progress={found} />}
      {problem && (
        <Callout
          tone="bad"
          title="The import failed"
          action={<LinkButton href={`/organise/datasets/${slug}/imports`}>Import it again</LinkButton>}
        >
          {problem.message} What was taken stays in the dataset, and is not taken twice.
        </Callout>
      )}
      {!underWay && (
        <Stats
          items={[
            { label: 'files', value: <Count value={found.done} /> },
            { label: 'added', value: <Count value={found.added} /> },
            { label: 'in the dataset before', value: <Count value={found.duplicates} /> },
            { label: 'refused', value: <Count value={found.refused} /> },
            { label: 'read', value: bytesText(found.bytes) },
          ]}
        />
      )}
      {found.waitingCount > 0 && <Waiting slug={slug} found={found} />}
      {found.refused > 0 && (
        <Refused person={person} slug={slug} found={found} searchParams={await searchParams} />
      )}
      {found.nouns.length > 0 && <Nouns nouns={found.nouns} />}
    </PageShell>
  );
}

async function load(person: Person, slug: string, id: string): Promise<ImportDetails> {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await getImport(person, { slug, id });
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}

function Waiting({ slug, found }: { slug: string; found: ImportDetails }) {
  const { id, waiting, waitingCount } = found;
  return (
    <Section
      title="Nouns to choose"
      id="nouns-to-choose"
      lead="These folders name no noun, or several. Their images are in the dataset; what you choose is what a campaign asks about them."
    >
      <ul className="flex flex-col gap-8">
        {waiting.map(({ name, images, suggestions }, at) => (
          <li key={name}>
            <ChooseNounForm
              slug={slug}
              id={id}
              at={at}
              name={name}
              images={images}
              suggestions={suggestions}
            />
          </li>
        ))}
      </ul>
      {waitingCount > waiting.length && (
        <p className="mt-6 text-ink-soft">
          <Count value={waitingCount - waiting.length} /> more come when these are chosen.
        </p>
      )}
    </Section>
  );
}

interface RefusedProps {
  person: Person;
  slug: string;
  found: ImportDetails;
  searchParams: Record<string, string | string[]>;
}

async function Refused({ person, slug, found: { id, refusedByCode }, searchParams }: RefusedProps) {
  const asked = refusalListSchema.safeParse(searchParams);
  const query = asked.success ? asked.data : refusalListSchema.parse({});
  const { items, nextCursor } = await listRefusals(person, { slug, id, ...query });
  const here = `/organise/datasets/${slug}/imports/${id}`;
  const filter = query.code ? `code=${query.code}&` : '';
  const codes = Object.entries(refusedByCode).sort(([, a], [, b]) => b - a);
  return (
    <Section title="Not taken" id="refused" lead="They stopped nothing else.">
      <BarList
        name="Files not taken, by reason"
        items={codes.map(([code, value]) => ({
          label: code.replaceAll('-', ' '),
          value,
          display: value.toLocaleString('en'),
          href: `${here}?code=${code}#refused`,
        }))}
      />
      {query.code && (
        <p className="mt-4">
          <TextLink href={`${here}#refused`}>Show those of all reasons</TextLink>
        </p>
      )}
      <ul className="mt-6 flex flex-col gap-2" aria-label="Files not taken">
        {items.map(({ path, reason }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list stays, and two entries may have one path
          <li key={at}>
            <span className="font-medium break-all">{path}</span>: {reason}
          </li>
        ))}
      </ul>
      <Pager
        name="Pages of files not taken"
        {...(nextCursor && { nextHref: `${here}?${filter}cursor=${nextCursor}#refused` })}
        {...(query.cursor && { previousHref: `${here}?${filter}#refused` })}
      />
    </Section>
  );
}

function Nouns({ nouns }: { nouns: ImportDetails['nouns'] }) {
  return (
    <Section title="Nouns" id="nouns" lead="What the images were gathered for, by their folders or the list.">
      <ul className="flex flex-col gap-1">
        {nouns.map(({ name, images, noun }) => (
          <li key={name}>
            <span className="break-all">{name}</span>:{' '}
            {noun ? (
              <TextLink href={`/explore/${noun.id}`} quiet>
                {noun.word}
              </TextLink>
            ) : (
              'no noun'
            )}
            , <Count value={images} /> {images === 1 ? 'image' : 'images'}
          </li>
        ))}
      </ul>
    </Section>
  );
}
