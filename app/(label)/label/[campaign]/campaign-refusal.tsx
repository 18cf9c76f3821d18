import type { AppError } from '#lib/core/errors';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';

/** What this page says more of than the refusal's own words. */
const codes = ['campaign-closed', 'votes-withdrawn', 'in-challenge'] as const;

/** Whether somebody meets a page that tells what to do instead of the campaign's questions. */
export function isCampaignRefusal({ code }: AppError): boolean {
  return (codes as readonly string[]).includes(code);
}

type CampaignRefusalProps = { title: string; refusal: Pick<AppError, 'code' | 'message'> };

/** Why a campaign asks somebody nothing, and what they can do. */
export function CampaignRefusal({ title, refusal: { code, message } }: CampaignRefusalProps) {
  const elsewhere = (
    <LinkButton href="/label" variant="primary">
      Choose another campaign
    </LinkButton>
  );
  if (code === 'campaign-closed') {
    return (
      <EmptyState page title={`${title} is closed`} action={elsewhere}>
        It takes no more votes. Those that were given count.
      </EmptyState>
    );
  }
  if (code === 'in-challenge') {
    return (
      <EmptyState
        page
        title="You take part in a challenge on these images"
        action={
          <>
            <LinkButton href="/challenges">Challenges</LinkButton>
            {elsewhere}
          </>
        }
      >
        {message}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      page
      title="Your votes do not count here at present"
      action={
        <>
          <LinkButton href="/label/mine">My labelling</LinkButton>
          {elsewhere}
        </>
      }
    >
      An organiser has withdrawn your votes in “{title}”, so it asks you nothing more. That can be a mistake,
      and it can be undone: write to the organisers, and say how you labelled. Your votes in other campaigns
      stand.
    </EmptyState>
  );
}
