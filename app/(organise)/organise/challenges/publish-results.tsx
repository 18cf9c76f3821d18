'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { publishAction } from './publish-action';

/** Publishes the results of a closed challenge after asking, as it is not taken back. */
export function PublishResults({ slug, title }: { slug: string; title: string }) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Publish the results<span className="sr-only"> of {title}</span>
        </Button>
      }
      title="Publish the results?"
      description={`From then on the leaderboard of ${title} counts as final.`}
      act={publishAction}
      fields={{ slug }}
      confirm="Publish the results"
      pendingLabel="Publishing"
      keep="Not yet"
    />
  );
}
