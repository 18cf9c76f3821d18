import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Markdown } from '@/_components/markdown';
import { PageShell } from '@/_components/page-shell';
import { guideHref, isGuide, readGuide } from '../guides';

type Params = Promise<{ page: string }>;

const loadGuide = cache(async (page: string) => {
  if (!isGuide(page)) notFound();
  return readGuide(page);
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: (await loadGuide((await params).page)).title };
}

export default async function GuidePage({ params }: { params: Params }) {
  const { title, lead, text } = await loadGuide((await params).page);
  return (
    <PageShell
      title={title}
      lead={lead}
      path={[{ label: 'Guides', href: '/docs' }, { label: title }]}
      width="text"
    >
      <Markdown text={text} headingOffset={0} ownHref={guideHref} />
    </PageShell>
  );
}
