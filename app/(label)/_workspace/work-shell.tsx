'use client';

import type { ReactNode } from 'react';
import type { CampaignFacts } from '#lib/labelling/campaign';
import { TextLink } from '@/_components/text-link';
import { OwnFigures } from './own-figures';
import { QuestionPlace } from './question-place';
import type { WorkState } from './work-state';

type WorkShellProps = {
  campaign: CampaignFacts;
  state: WorkState;
  instructions: ReactNode;
  children: ReactNode;
};

const count = new Intl.NumberFormat('en');

/** What stands around the question: which campaign this is, how far it is, what has not been sent. */
export function WorkShell({ campaign, state, instructions, children }: WorkShellProps) {
  const { votes, votesNeeded } = campaign.progress;
  const done = Math.min(votes + state.given, votesNeeded);
  return (
    <div className="gutter mx-auto w-full max-w-[96rem] pt-3 lg:flex lg:min-h-0 lg:grow lg:flex-col">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-ink-soft">
        <p className="mr-auto flex flex-wrap gap-x-4">
          <span>
            <TextLink href="/label" quiet>
              Campaigns
            </TextLink>
            <span className="max-sm:sr-only">
              {' / '}
              {campaign.title}
            </span>
          </span>
          <TextLink href={`/label/${campaign.slug}/guide`} quiet prefetch={false}>
            Field guide
          </TextLink>
          <TextLink href={`/label/${campaign.slug}/tutorial`} quiet prefetch={false}>
            Tutorial
          </TextLink>
        </p>
        <div className="flex flex-wrap items-center gap-x-3 tabular-nums">
          {state.unsent > 0 && (state.cutOff || state.trouble !== null) && (
            <p role="status">
              {count.format(state.unsent)} votes are kept here and sent when the server answers
            </p>
          )}
          <OwnFigures given={state.given} sent={state.given - state.unsent} />
          <p>{count.format(votesNeeded - done)} votes to go</p>
          <div className="w-24 max-sm:hidden">
            <progress
              aria-label="Votes given in this campaign"
              value={done}
              max={votesNeeded}
              className="progress"
            />
          </div>
        </div>
      </div>
      {instructions}
      <QuestionPlace>{children}</QuestionPlace>
    </div>
  );
}
