import type { Team } from '#lib/challenges/server/get-team';
import { LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';

/** What keeps an entry from taking part, where something does: the organiser's word, or rules that changed. */
export function EntryNotice({ slug, team }: { slug: string; team: Team | null }) {
  if (!team) return null;
  const { state, stateReason, disqualifiedFor, rulesToAccept } = team;
  const rules = (
    <LinkButton size="small" href={`/challenges/${slug}/rules`}>
      Read them
    </LinkButton>
  );
  return (
    <div className="mb-6 flex max-w-3xl flex-col gap-3 empty:hidden">
      {disqualifiedFor !== null && (
        <Callout tone="bad" title="Your entry was disqualified">
          {disqualifiedFor}
        </Callout>
      )}
      {state === 'pending' && (
        <Callout tone="warn" title="Your entry waits for an organiser">
          It submits once it is admitted.
        </Callout>
      )}
      {state === 'declined' && (
        <Callout tone="bad" title="Your entry was declined">
          {stateReason}
        </Callout>
      )}
      {rulesToAccept !== null && (
        <Callout tone="warn" title="The rules changed" action={rules}>
          Accept version {rulesToAccept} to submit.
        </Callout>
      )}
    </div>
  );
}
