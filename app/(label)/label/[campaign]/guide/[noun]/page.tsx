import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/core/errors';
import { synsetId } from '#lib/hierarchy/synset';
import { hasRole } from '#lib/identity/person';
import { listExampleChoices } from '#lib/labelling/server/list-example-choices';
import { readNounGuide } from '#lib/labelling/server/read-noun-guide';
import { Breadcrumbs } from '@/_components/breadcrumbs';
import { Section } from '@/_components/section';
import { currentPerson } from '@/_server/session';
import { loadCampaign } from '../../load-campaign';
import { NounEntry } from '../noun-entry';
import { ExampleChoices } from './example-choices';

type Props = { params: Promise<{ campaign: string; noun: string }> };

const loadGuide = cache(async (campaign: string, noun: string) => {
  if (!synsetId.safeParse(noun).success) notFound();
  try {
    return await readNounGuide({ campaign, synset: noun });
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campaign, noun } = await params;
  const { id, words } = await loadGuide(campaign, noun);
  return { title: `${words[0] ?? id} · Field guide` };
}

export default async function NounGuidePage({ params }: Props) {
  const { campaign: slug, noun } = await params;
  const [person, campaign, guide] = await Promise.all([
    currentPerson(),
    loadCampaign(slug),
    loadGuide(slug, noun),
  ]);
  const choices = hasRole(person, 'organiser')
    ? await listExampleChoices(person, { campaign: slug, synset: guide.id })
    : null;
  return (
    <div className="gutter mx-auto w-full max-w-[96rem] pt-6 pb-8 sm:pt-8">
      <Breadcrumbs
        path={[
          { label: 'Campaigns', href: '/label' },
          { label: campaign.title, href: `/label/${slug}` },
          { label: 'Field guide', href: `/label/${slug}/guide` },
          { label: guide.words[0] ?? guide.id },
        ]}
      />
      <div className="pt-2">
        <NounEntry guide={guide} />
      </div>
      {choices && (
        <div className="mt-12">
          <Section
            title="Choose examples"
            lead="Organisers see this. Up to six good and six bad ones; where you choose none, public images of the noun and of those it is taken for are shown. An example’s label is told, so its image stays in train."
          >
            <ExampleChoices campaign={slug} noun={guide.id} choices={choices} />
          </Section>
        </div>
      )}
    </div>
  );
}
