import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { synsetId } from '#lib/hierarchy/synset';
import { getCampaign } from '#lib/labelling/server/get-campaign';
import { listReview } from '#lib/labelling/server/list-review';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { PageShell } from '@/_components/page-shell';
import { requirePerson } from '@/_server/session';
import { ReviewDesk } from './review-desk';

export const metadata: Metadata = { title: 'Review' };

interface Props {
  params: Promise<{ slug: string; campaign: string }>;
  searchParams: Promise<{ after?: string | string[]; noun?: string | string[] }>;
}

const afterSchema = z.coerce.number().int().min(0).max(2_147_483_647).catch(0);
const nounsSchema = z.array(synsetId).max(2).catch([]);

export default async function ReviewPage({ params, searchParams }: Props) {
  const { slug, campaign: campaignSlug } = await params;
  const asked = await searchParams;
  const after = afterSchema.parse(asked.after ?? 0);
  const nouns = nounsSchema.parse([asked.noun ?? []].flat());
  const { campaign, page } = await load(slug, campaignSlug, after, nouns);
  const desk = `/organise/datasets/${slug}`;
  const board = `${desk}/campaigns/${campaignSlug}`;
  const whole = `${board}/review`;
  const path = nouns.length === 0 ? whole : `${whole}?${nouns.map((noun) => `noun=${noun}`).join('&')}`;
  const { contested, flagged } = page.waiting;
  return (
    <PageShell
      title={`Review ${campaign.title}`}
      path={[
        { label: 'Organise', href: '/organise' },
        { label: campaign.dataset.title, href: desk },
        { label: campaign.title, href: board },
        { label: 'Review' },
      ]}
      lead={`${units(contested, 'contested')}, ${units(flagged, 'flagged')}. What you decide is the label; what you put off stays here.`}
    >
      {page.units.length === 0 ? (
        <NothingToReview waiting={contested + flagged} about={nouns.length > 0} whole={whole} board={board} />
      ) : (
        <ReviewDesk
          // A page that was loaded again begins anew.
          key={page.units.map(({ id, changes }) => `${id}:${changes.length}`).join()}
          page={page}
          path={path}
          after={after}
        />
      )}
    </PageShell>
  );
}

function NothingToReview({
  waiting,
  about,
  whole,
  board,
}: {
  waiting: number;
  /** Whether only units about some nouns were asked for. */
  about: boolean;
  whole: string;
  board: string;
}) {
  const title =
    waiting === 0 ? 'Nothing to review' : about ? 'Nothing about these nouns' : 'Nothing further down';
  return (
    <EmptyState
      title={title}
      action={
        <LinkButton href={waiting === 0 ? board : whole} variant="primary">
          {waiting === 0 ? 'Go to the board' : about ? 'Review all units' : 'Start from the first one'}
        </LinkButton>
      }
    >
      Units that are contested, and those that labelers tell you of, stand here with all their votes.
    </EmptyState>
  );
}

async function load(dataset: string, slug: string, after: number, nouns: string[]) {
  const person = await requirePerson('organiser');
  try {
    const [campaign, page] = await Promise.all([
      getCampaign(person, { campaign: slug }),
      listReview(person, { campaign: slug, after, nouns }),
    ]);
    if (campaign.dataset.slug !== dataset) notFound();
    return { campaign, page };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}

const units = (count: number, state: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'unit is' : 'units are'} ${state}`;
