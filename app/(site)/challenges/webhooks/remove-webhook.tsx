'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { removeWebhookAction } from './webhook-actions';

export function RemoveWebhook({ slug, id, url }: { slug: string; id: string; url: string }) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Remove<span className="sr-only"> {url}</span>
        </Button>
      }
      title="Remove this webhook?"
      description={`${url} hears of nothing any more.`}
      act={removeWebhookAction}
      fields={{ slug, id }}
      confirm="Remove it"
      pendingLabel="Removing"
      keep="Keep it"
      danger
    />
  );
}
