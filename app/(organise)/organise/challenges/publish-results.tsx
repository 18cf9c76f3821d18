'use client';

import { useActionState } from 'react';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { Dialog, DialogClose } from '@/_components/dialog';
import { SubmitButton } from '@/_components/submit-button';
import { publishAction } from './publish-action';

/** Publishes the results of a closed challenge after asking, as it is not taken back. */
export function PublishResults({ slug, title }: { slug: string; title: string }) {
  const [sent, publish] = useActionState(publishAction, null);
  return (
    <Dialog
      trigger={
        <Button size="small">
          Publish the results<span className="sr-only"> of {title}</span>
        </Button>
      }
      title="Publish the results?"
      description={`From then on the leaderboard of ${title} counts as final.`}
      footer={
        <>
          <DialogClose>
            <Button>Not yet</Button>
          </DialogClose>
          <form action={publish}>
            <input type="hidden" name="slug" value={slug} />
            <SubmitButton pendingLabel="Publishing">Publish the results</SubmitButton>
          </form>
        </>
      }
    >
      {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
    </Dialog>
  );
}
