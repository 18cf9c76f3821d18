'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { CampaignFacts } from '#lib/labelling/campaign';
import { Button, LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { Loading, MosaicSkeleton } from '@/_components/skeleton';
import type { Phase, WorkState } from './work-state';

type PauseProps = {
  campaign: CampaignFacts;
  phase: Phase;
  state: WorkState;
  onRetry: () => void;
  /** Takes the page that was sent last back; undefined where there is none. */
  onUndo?: () => void;
};

/** Refusals that the page says more of once it is loaded again: what was decided and what can be done. */
const decided = ['not-qualified', 'votes-withdrawn', 'in-challenge', 'campaign-closed'];

/** What stands where there is no question: a moment's wait, a fault, or the end. */
export function Pause({ campaign, phase, state, onRetry, onUndo }: PauseProps) {
  const { refresh } = useRouter();
  const isDecided = phase === 'stopped' && decided.includes(state.refusal);

  useEffect(() => {
    if (isDecided) refresh();
  }, [isDecided, refresh]);

  if (phase === 'waiting' || phase === 'asking') {
    return (
      <div className="mt-2">
        <h1 className="text-xl font-semibold sm:text-2xl">{campaign.title}</h1>
        <div className="mt-4">
          <Loading name="Getting the next images">
            <MosaicSkeleton count={24} />
          </Loading>
        </div>
      </div>
    );
  }
  const again = (
    <>
      {onUndo && <Button onClick={onUndo}>Take the last answers back</Button>}
      <Button onClick={onRetry}>{phase === 'stopped' ? 'Try again' : 'Look again'}</Button>
      <LinkButton href="/label" variant="primary">
        Choose another campaign
      </LinkButton>
    </>
  );
  if (phase === 'stopped') {
    return (
      <EmptyState page title="The next images did not come" action={again}>
        {state.trouble} Your votes are kept in this browser until they are sent.
      </EmptyState>
    );
  }
  return (
    <EmptyState page title="Nothing is left for you here" action={again}>
      {state.given > 0 && `You gave ${state.given.toLocaleString('en')} votes. `}
      Every image has all its votes, has yours already, or is in front of somebody else at this moment. What
      they leave comes back within a quarter of an hour.
    </EmptyState>
  );
}
