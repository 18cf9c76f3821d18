import type { Eligibility } from '#lib/challenges/eligibility';
import { Callout } from '@/_components/callout';

/** Tells who labelled held-out images that they are barred, or by whose word they take part all the same; nothing to others. */
export function EligibilityNotice({ eligibility }: { eligibility: Eligibility | null }) {
  if (!eligibility?.barred && !eligibility?.admitted) return null;
  const { barred, admitted, organiser } = eligibility;
  return (
    <div className="mb-6 max-w-2xl">
      {barred ? (
        <Callout tone="warn" title="You labelled images that this challenge holds out">
          Who could know what the models are tested on takes no part. If you think that you should, ask{' '}
          {organiser}, who organises the challenge, to admit you by name.
        </Callout>
      ) : (
        <Callout title={`${admitted?.by} admitted you`}>
          You may take part, whatever images you labelled: {admitted?.reason}
        </Callout>
      )}
    </div>
  );
}
