import type { Metadata } from 'next';
import { hasRole } from '#lib/identity/person';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { QuestionFrame } from '../../../_workspace/question-frame';
import { loadCampaign } from '../load-campaign';
import { ClassifyTutorial } from './classify-tutorial';
import { VerifyTutorial } from './verify-tutorial';

type Props = { params: Promise<{ campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Tutorial: ${(await loadCampaign((await params).campaign)).title}` };
}

export default async function TutorialPage({ params }: Props) {
  const [person, campaign] = await Promise.all([
    currentPerson(),
    params.then((at) => loadCampaign(at.campaign)),
  ]);
  const Tutorial = campaign.kind === 'verify' ? VerifyTutorial : ClassifyTutorial;
  const labels = hasRole(person, 'labeler');
  return (
    <QuestionFrame>
      <div className="gutter mx-auto w-full max-w-[96rem] pt-3 pb-8 lg:flex lg:min-h-0 lg:grow lg:flex-col lg:has-data-classify:pb-0">
        <p className="text-sm text-ink-soft">
          <TextLink href="/label" quiet>
            Campaigns
          </TextLink>
          {' / '}
          {labels ? (
            <TextLink href={`/label/${campaign.slug}`} quiet>
              {campaign.title}
            </TextLink>
          ) : (
            campaign.title
          )}
          {' / Tutorial'}
        </p>
        <Tutorial
          goOn={labels ? `/label/${campaign.slug}` : '/label/try'}
          guide={`/label/${campaign.slug}/guide`}
        />
      </div>
    </QuestionFrame>
  );
}
