import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getClassifyTree } from '#lib/labelling/server/get-classify-tree';
import { takeUpWork } from '#lib/labelling/server/take-up-work';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { requirePerson } from '@/_server/session';
import { CLASSIFY_UNITS } from '../../_workspace/amounts';
import { PAGE_SIZE_COOKIE, pageSizeOf } from '../../_workspace/page-size';
import { PictureCredits } from '../../_workspace/picture-credits';
import { TutorialOffer } from '../../_workspace/tutorial-offer';
import { tutorialCookie } from '../../_workspace/tutorial-seen';
import { Workspace } from '../../_workspace/workspace';
import { loadCampaign } from './load-campaign';

type Props = { params: Promise<{ campaign: string }> };

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
  const jar = await cookies();
  const pageSize = pageSizeOf(jar.get(PAGE_SIZE_COOKIE)?.value);
  const [held, tree] = await Promise.all([
    takeUpWork(person, { campaign: campaign.slug, count: isVerify ? pageSize : CLASSIFY_UNITS }),
    isVerify ? null : getClassifyTree({ campaign: campaign.slug }),
  ]);
  return (
    <>
      {!jar.has(tutorialCookie(campaign.kind)) && (
        <TutorialOffer campaign={campaign.slug} kind={campaign.kind} />
      )}
      <Workspace campaign={campaign} personId={person.id} held={held} tree={tree} />
      <PictureCredits campaign={campaign.slug} />
    </>
  );
}
