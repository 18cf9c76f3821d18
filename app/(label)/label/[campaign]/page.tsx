import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/core/errors';
import { getCampaign } from '#lib/labelling/server/get-campaign';
import { getClassifyTree } from '#lib/labelling/server/get-classify-tree';
import { takeUpWork } from '#lib/labelling/server/take-up-work';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { requirePerson } from '@/_server/session';
import { CLASSIFY_UNITS } from '../../_workspace/amounts';
import { PAGE_SIZE_COOKIE, pageSizeOf } from '../../_workspace/page-size';
import { PictureCredits } from '../../_workspace/picture-credits';
import { Workspace } from '../../_workspace/workspace';

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
  const isVerify = campaign.kind === 'verify';
  const pageSize = pageSizeOf((await cookies()).get(PAGE_SIZE_COOKIE)?.value);
  const [held, tree] = await Promise.all([
    takeUpWork(person, { campaign: campaign.slug, count: isVerify ? pageSize : CLASSIFY_UNITS }),
    isVerify ? null : getClassifyTree({ campaign: campaign.slug }),
  ]);
  return (
    <>
      <Workspace campaign={campaign} personId={person.id} held={held} tree={tree} />
      <PictureCredits campaign={campaign.slug} />
    </>
  );
}
