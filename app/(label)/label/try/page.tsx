import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { openTrial } from '#lib/labelling/server/open-trial';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { currentPerson } from '@/_server/session';
import { PictureCredits } from '../../_workspace/picture-credits';
import { TutorialOffer } from '../../_workspace/tutorial-offer';
import { offersTutorial } from '../../_workspace/tutorial-seen';
import { TrialWorkspace } from './trial-workspace';

export const metadata: Metadata = { title: 'Try labelling' };

export default async function TrialPage() {
  // With an account one labels in earnest; answers from before are claimed there.
  if (await currentPerson()) redirect('/label');
  const page = await openTrial();
  if (!page) {
    return (
      <EmptyState
        page
        title="Nothing waits for a label just now"
        action={<LinkButton href="/explore">Explore the nouns</LinkButton>}
      >
        When a campaign has images to ask about, you can try a page of them here without an account.
      </EmptyState>
    );
  }
  return (
    <>
      {offersTutorial(await cookies(), 'verify') && <TutorialOffer campaign={page.campaign.slug} />}
      <TrialWorkspace key={page.token} page={page} />
      <PictureCredits campaign={page.campaign.slug} />
    </>
  );
}
