import type { Metadata } from 'next';
import { listGuideNounsSchema } from '#lib/labelling/guide-list';
import { getClassifyTree } from '#lib/labelling/server/get-classify-tree';
import { LinkButton } from '@/_components/button';
import { Markdown } from '@/_components/markdown';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { loadCampaign } from '../load-campaign';
import { GuideNouns } from './guide-nouns';
import { GuideSearch } from './guide-search';
import { GuideTree } from './guide-tree';

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Field guide: ${(await loadCampaign((await params).campaign)).title}` };
}

export default async function GuidePage({ params, searchParams }: Props) {
  const { slug, title, kind, instructions } = await loadCampaign((await params).campaign);
  const asked = await searchParams;
  const read = listGuideNounsSchema.safeParse(asked);
  const search = read.data ?? listGuideNounsSchema.parse({});
  const isFirst = search.cursor === undefined;
  return (
    <PageShell
      title="Field guide"
      path={[
        { label: 'Campaigns', href: '/label' },
        { label: title, href: `/label/${slug}` },
        { label: 'Field guide' },
      ]}
      lead={
        kind === 'verify'
          ? 'The nouns that this campaign asks about: what they mean, what they look like, what they are taken for.'
          : 'The nouns to answer with: what they mean and how they lie below one another. Stop at any of them.'
      }
      actions={
        <>
          <LinkButton href={`/label/${slug}/tutorial`}>Tutorial</LinkButton>
          <LinkButton href={`/label/${slug}`} variant="primary">
            Label
          </LinkButton>
        </>
      }
    >
      {instructions !== '' && isFirst && search.query === '' && (
        <Section title="Instructions">
          <Markdown text={instructions} headingOffset={2} />
        </Section>
      )}
      <Section title="Nouns">
        <GuideSearch slug={slug} query={search.query} />
        <div className="mt-8">
          {kind === 'verify' ? (
            <GuideNouns slug={slug} search={search} isFirst={isFirst} />
          ) : (
            <GuideTree slug={slug} tree={await getClassifyTree({ campaign: slug })} query={search.query} />
          )}
        </div>
      </Section>
    </PageShell>
  );
}
