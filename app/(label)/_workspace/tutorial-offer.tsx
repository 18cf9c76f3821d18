'use client';

import { useState } from 'react';
import type { CampaignKind } from '#lib/labelling/answers';
import { Button, LinkButton } from '@/_components/button';
import { rememberTutorial } from './tutorial-seen';

type TutorialOfferProps = { campaign: string; kind: CampaignKind };

/** What somebody meets on their first visit, above the question and not in its way. */
export function TutorialOffer({ campaign, kind }: TutorialOfferProps) {
  const [declined, setDeclined] = useState(false);
  if (declined) return null;
  return (
    <aside aria-label="First time here?" className="border-b border-line bg-accent-wash">
      <div className="gutter mx-auto flex w-full max-w-[96rem] flex-wrap items-center gap-x-4 gap-y-1 py-2">
        <p className="text-sm">
          First time here? Half a minute on drawings shows how it goes; nothing of it counts.
        </p>
        <div className="flex gap-2 [&>*]:min-h-11">
          <LinkButton href={`/label/${campaign}/tutorial`} size="small" prefetch={false}>
            Show me
          </LinkButton>
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              rememberTutorial(kind);
              setDeclined(true);
            }}
          >
            No, thanks
          </Button>
        </div>
      </div>
    </aside>
  );
}
