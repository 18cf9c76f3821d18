import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { AppError } from '#lib/core/errors';
import { askableProgress } from '#lib/labelling/server/askable-progress';
import { getClassifyTree } from '#lib/labelling/server/get-classify-tree';
import { likelyNouns } from '#lib/labelling/server/likely-nouns';
import { getQualification } from '#lib/labelling/server/qualify';
import { takeUpWork } from '#lib/labelling/server/take-up-work';
import { requirePerson } from '@/_server/session';
import { LazyQuiz } from '../../_qualification/lazy-quiz';
import { CLASSIFY_UNITS } from '../../_workspace/amounts';
import { Instructions } from '../../_workspace/instructions';
import { PAGE_SIZE_COOKIE, pageSizeOf } from '../../_workspace/page-size';
import { PictureCredits } from '../../_workspace/picture-credits';
import { QuestionFrame } from '../../_workspace/question-frame';
import { TutorialOffer } from '../../_workspace/tutorial-offer';
import { offersTutorial } from '../../_workspace/tutorial-seen';
import { Workspace } from '../../_workspace/workspace';
import { CampaignRefusal, isCampaignRefusal } from './campaign-refusal';
import { HeldOutNotice } from './held-out-notice';
import { loadCampaign } from './load-campaign';

type Props = { params: Promise<{ campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadCampaign((await params).campaign)).title };
}

export default async function WorkspacePage({ params }: Props) {
  const person = await requirePerson('labeler');
  const campaign = await loadCampaign((await params).campaign);
  const round = await orRefusal(getQualification(person, { campaign: campaign.slug }));
  if (round instanceof AppError) return <CampaignRefusal title={campaign.title} refusal={round} />;
  const isVerify = campaign.kind === 'verify';
  const jar = await cookies();
  const offer = offersTutorial(jar, campaign.kind) && <TutorialOffer campaign={campaign.slug} />;
  if (round.state === 'asked' || round.state === 'out-of-gold') {
    const tree = isVerify ? null : await getClassifyTree({ campaign: campaign.slug });
    return (
      <>
        <QuestionFrame>
          {offer}
          <LazyQuiz campaign={campaign} round={round} tree={tree} />
        </QuestionFrame>
        <PictureCredits campaign={campaign.slug} />
      </>
    );
  }
  const pageSize = pageSizeOf(jar.get(PAGE_SIZE_COOKIE)?.value);
  const [held, progress, tree, likely] = await Promise.all([
    orRefusal(takeUpWork(person, { campaign: campaign.slug, count: isVerify ? pageSize : CLASSIFY_UNITS })),
    askableProgress({ campaign: campaign.slug }),
    isVerify ? null : getClassifyTree({ campaign: campaign.slug }),
    isVerify ? null : likelyNouns(person, { campaign: campaign.slug }),
  ]);
  if (held instanceof AppError) return <CampaignRefusal title={campaign.title} refusal={held} />;
  return (
    <>
      <QuestionFrame>
        {offer}
        <HeldOutNotice campaign={campaign.slug} />
        <Workspace
          campaign={{ ...campaign, progress }}
          personId={person.id}
          held={held}
          tree={tree}
          likely={likely?.nouns}
          instructions={<Instructions text={campaign.instructions} />}
        />
      </QuestionFrame>
      <PictureCredits campaign={campaign.slug} />
    </>
  );
}

/** What was asked for, or why the campaign asks this labeler nothing. */
async function orRefusal<Value>(work: Promise<Value>): Promise<Value | AppError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && isCampaignRefusal(error)) return error;
    throw error;
  }
}
