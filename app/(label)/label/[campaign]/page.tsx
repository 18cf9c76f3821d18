import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { askableProgress } from '#lib/labelling/server/askable-progress';
import { getClassifyTree } from '#lib/labelling/server/get-classify-tree';
import { likelyNouns } from '#lib/labelling/server/likely-nouns';
import { getQualification } from '#lib/labelling/server/qualify';
import { takeUpWork } from '#lib/labelling/server/take-up-work';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { requirePerson } from '@/_server/session';
import { LazyQuiz } from '../../_qualification/lazy-quiz';
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
  const round = await readRound(person, campaign.slug);
  if (round === 'withdrawn') return <VotesWithdrawn title={campaign.title} />;
  const isVerify = campaign.kind === 'verify';
  if (round.state === 'asked' || round.state === 'out-of-gold') {
    const tree = isVerify ? null : await getClassifyTree({ campaign: campaign.slug });
    return (
      <>
        <LazyQuiz campaign={campaign} round={round} tree={tree} />
        <PictureCredits campaign={campaign.slug} />
      </>
    );
  }
  const jar = await cookies();
  const pageSize = pageSizeOf(jar.get(PAGE_SIZE_COOKIE)?.value);
  const [held, progress, tree, likely] = await Promise.all([
    takeUpWork(person, { campaign: campaign.slug, count: isVerify ? pageSize : CLASSIFY_UNITS }),
    askableProgress({ campaign: campaign.slug }),
    isVerify ? null : getClassifyTree({ campaign: campaign.slug }),
    isVerify ? null : likelyNouns(person, { campaign: campaign.slug }),
  ]);
  return (
    <>
      {!jar.has(tutorialCookie(campaign.kind)) && (
        <TutorialOffer campaign={campaign.slug} kind={campaign.kind} />
      )}
      <Workspace
        campaign={{ ...campaign, progress }}
        personId={person.id}
        held={held}
        tree={tree}
        likely={likely?.nouns}
      />
      <PictureCredits campaign={campaign.slug} />
    </>
  );
}

/** Where the labeler stands in the campaign's qualification, or that their votes in it were withdrawn. */
async function readRound(person: Person, campaign: string) {
  try {
    return await getQualification(person, { campaign });
  } catch (error) {
    if (error instanceof AppError && error.code === 'votes-withdrawn') return 'withdrawn';
    throw error;
  }
}

function VotesWithdrawn({ title }: { title: string }) {
  return (
    <EmptyState
      page
      title="Your votes do not count here at present"
      action={
        <>
          <LinkButton href="/label/mine">My labelling</LinkButton>
          <LinkButton href="/label" variant="primary">
            Choose another campaign
          </LinkButton>
        </>
      }
    >
      An organiser has withdrawn your votes in {title}, so it asks you nothing more. That can be a mistake,
      and it can be undone: write to the organisers, and say how you labelled. Your votes in other campaigns
      stand.
    </EmptyState>
  );
}
