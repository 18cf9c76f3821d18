'use client';

import { useActionState } from 'react';
import { Callout } from '@/_components/callout';
import { SubmitButton } from '@/_components/submit-button';
import { campaignStateAction } from './campaign-state-action';

/** Closes a campaign that is open and opens one that is closed; either can be taken back, so nothing is asked. */
export function CampaignStateButton({
  slug,
  title,
  state,
}: {
  slug: string;
  title: string;
  state: 'open' | 'closed';
}) {
  const [sent, send] = useActionState(campaignStateAction, null);
  const open = state === 'open';
  return (
    <form action={send} className="mt-2 flex flex-col items-start gap-2">
      <input type="hidden" name="campaign" value={slug} />
      <input type="hidden" name="to" value={open ? 'closed' : 'open'} />
      <SubmitButton variant="plain" size="small" pendingLabel={open ? 'Closing' : 'Opening'}>
        {open ? 'Close' : 'Open again'}
        <span className="sr-only">: {title}</span>
      </SubmitButton>
      {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
    </form>
  );
}
