'use client';

import { useState } from 'react';
import { Button, LinkButton } from '@/_components/button';
import { declineTutorials } from './tutorial-seen';

/** What somebody meets on their first visit, above the question and not in its way. */
export function TutorialOffer({ campaign }: { campaign: string }) {
  const [declined, setDeclined] = useState(false);
  if (declined) return null;
  return (
    <aside aria-label="First time here?" className="border-b border-line bg-accent-wash">
      <div className="gutter mx-auto flex w-full max-w-[96rem] flex-wrap items-center gap-x-4 gap-y-1 py-1 sm:py-2">
        <p className="text-sm">
          First time here?{' '}
          <span className="max-sm:sr-only">
            Half a minute on drawings shows how it goes; nothing of it counts.
          </span>
        </p>
        <div className="flex gap-2 [&>*]:min-h-11">
          <LinkButton href={`/label/${campaign}/tutorial`} size="small" prefetch={false}>
            Show me
          </LinkButton>
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              declineTutorials();
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
