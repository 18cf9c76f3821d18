'use client';

import type { ReactNode } from 'react';
import type { CampaignFacts } from '#lib/labelling/campaign';
import { TextLink } from '@/_components/text-link';
import { OwnFigures } from './own-figures';
import type { WorkState } from './work-state';

type WorkShellProps = {
  campaign: CampaignFacts;
  state: WorkState;
  children: ReactNode;
};

const count = new Intl.NumberFormat('en');

/** What stands around the question: which campaign this is, how far it is, what has not been sent. */
export function WorkShell({ campaign, state, children }: WorkShellProps) {
  const { votes, votesNeeded } = campaign.progress;
  const done = Math.min(votes + state.given, votesNeeded);
  return (
    <div className="gutter mx-auto w-full max-w-[96rem] pt-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-ink-soft">
        <p>
          <TextLink href="/label" quiet>
            Campaigns
          </TextLink>
          {' / '}
          {campaign.title}
        </p>
        <p className="mr-auto flex gap-x-4">
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
      <Instructions text={campaign.instructions} />
      {children}
    </div>
  );
}

/** What a line on a wide screen holds. */
const SHORT = 140;

/** What labelers should know beyond the definitions: in sight where it is short, else behind one click. */
function Instructions({ text }: { text: string }) {
  if (text === '') return null;
  if (text.length <= SHORT) return <p className="mt-1 text-sm">{text}</p>;
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit rounded py-1 font-medium">Instructions</summary>
      <p className="max-w-3xl whitespace-pre-line">{text}</p>
    </details>
  );
}
