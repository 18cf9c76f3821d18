import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AppError } from '#lib/core/errors';
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
  searchParams: Promise<{ after?: string | string[] }>;
}

const afterSchema = z.coerce.number().int().min(0).max(2_147_483_647).catch(0);

export default async function ReviewPage({ params, searchParams }: Props) {
  const { slug, campaign: campaignSlug } = await params;
  const after = afterSchema.parse((await searchParams).after ?? 0);
  const { campaign, page } = await load(slug, campaignSlug, after);
  const desk = `/organise/datasets/${slug}`;
  const path = `${desk}/campaigns/${campaignSlug}/review`;
  const { contested, flagged } = page.waiting;
  return (
    <PageShell
      title={`Review ${campaign.title}`}
      path={[
        { label: 'Organise', href: '/organise' },
        { label: campaign.dataset.title, href: desk },
        { label: 'Review' },
      ]}
      lead={`${units(contested, 'contested')}, ${units(flagged, 'flagged')}. What you decide is the label; what you put off stays here.`}
    >
      {page.units.length === 0 ? (
        <EmptyState
          title={contested + flagged === 0 ? 'Nothing to review' : 'Nothing further down'}
          action={
            contested + flagged === 0 ? (
              <LinkButton href={desk} variant="primary">
                Go to the dataset
              </LinkButton>
            ) : (
              <LinkButton href={path} variant="primary">
                Start from the first one
              </LinkButton>
            )
          }
        >
          Units without a majority, and those that labelers tell you of, stand here with all their votes.
        </EmptyState>
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

async function load(dataset: string, slug: string, after: number) {
  const person = await requirePerson('organiser');
  try {
    const [campaign, page] = await Promise.all([
      getCampaign(person, { campaign: slug }),
      listReview(person, { campaign: slug, after }),
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
