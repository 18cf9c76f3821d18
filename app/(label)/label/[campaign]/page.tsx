import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/core/errors';
import { getCampaign } from '#lib/labelling/server/get-campaign';
import { getClassifyTree } from '#lib/labelling/server/get-classify-tree';
import { takeUpWork } from '#lib/labelling/server/take-up-work';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { requirePerson } from '@/_server/session';
import { amounts } from '../../_workspace/amounts';
import { ClassifyWorkspace } from '../../_workspace/classify-workspace';
import { PictureCredits } from '../../_workspace/picture-credits';
import { VerifyWorkspace } from '../../_workspace/verify-workspace';

type Props = { params: Promise<{ campaign: string }> };

const loadCampaign = cache(async (slug: string) => {
  try {
    const { nouns: _, ...campaign } = await getCampaign(null, { campaign: slug });
    return campaign;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadCampaign((await params).campaign)).title };
}

export default async function WorkspacePage({ params }: Props) {
  const person = await requirePerson('labeler');
  const campaign = await loadCampaign((await params).campaign);
  if (campaign.state === 'closed') {
    return (
      <EmptyState
        page
        title={`${campaign.title} is closed`}
        action={
          <LinkButton href="/label" variant="primary">
            Choose another campaign
          </LinkButton>
        }
      >
        It takes no more votes. Those that were given count.
      </EmptyState>
    );
  }
  const held = await takeUpWork(person, { campaign: campaign.slug, count: amounts[campaign.kind].units });
  return (
    <>
      {campaign.kind === 'verify' ? (
        <VerifyWorkspace campaign={campaign} personId={person.id} held={held} />
      ) : (
        <ClassifyWorkspace
          campaign={campaign}
          personId={person.id}
          held={held}
          tree={await getClassifyTree({ campaign: campaign.slug })}
        />
      )}
      <PictureCredits campaign={campaign.slug} />
    </>
  );
}
