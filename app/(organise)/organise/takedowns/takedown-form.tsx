'use client';

import { useId, useState } from 'react';
import type { TakedownKind } from '#lib/datasets/takedown';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { ChoiceField } from '@/_components/choice-field';
import { Dialog, DialogClose } from '@/_components/dialog';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { useLookup } from '@/_components/use-lookup';
import { useSentForm } from '@/_components/use-sent-form';
import { takedownAction } from './takedown-action';

const kinds: Record<TakedownKind, { label: string; hint: string; named: string; whole: string }> = {
  image: { label: 'One image', hint: 'By its SHA-256', named: 'SHA-256 of the image', whole: 'The image' },
  source: {
    label: 'All images of a source',
    hint: 'By its name in addresses, which stands where images are added and in every export',
    named: 'Name of the source in addresses',
    whole: 'Every image of the source',
  },
  author: {
    label: 'All images of an author',
    hint: 'By the name that their sources give',
    named: 'Name of the author',
    whole: 'Every image by',
  },
};

/** What is to be taken down, and why; asks before it is done, as it is for good. `image` is filled in already. */
export function TakedownForm({ image }: { image?: string }) {
  const id = useId();
  const [kind, setKind] = useState<TakedownKind>('image');
  const [asked, setAsked] = useState<string | null>(null);
  const [taken, setTaken] = useState<number | null>(null);
  const counted = useLookup<{ images: number }>(
    asked === null ? null : `/api/v1/takedowns/count?${new URLSearchParams({ kind, what: asked })}`,
  );
  const { submit, refused, key, field } = useSentForm(takedownAction, ({ images }) => setTaken(images));

  return (
    <form
      id={id}
      key={key}
      action={(sent) => {
        setAsked(null);
        setTaken(null);
        submit(sent);
      }}
      onSubmit={(event) => {
        // The first sending asks, the one out of the dialog is meant.
        if (asked !== null) return;
        event.preventDefault();
        setAsked(String(new FormData(event.currentTarget).get('what')).trim());
      }}
      className="flex max-w-2xl flex-col gap-5"
    >
      {refused && <ErrorSummary {...refused} />}
      {taken !== null && (
        <Callout tone="good">
          {taken.toLocaleString('en')} {taken === 1 ? 'image is' : 'images are'} taken down. Their bytes go
          within a minute.
        </Callout>
      )}
      <ChoiceField
        name="kind"
        legend="What"
        options={Object.entries(kinds).map(([value, { label, hint }]) => ({ value, label, hint }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as TakedownKind)}
        required
      />
      <TextField {...field('what', image)} label={kinds[kind].named} required />
      <TextArea
        {...field('reason')}
        label="Why"
        hint="Stands where the images were, for everybody to read."
        rows={3}
        maxLength={1000}
        required
      />
      <div>
        <Button type="submit" variant="danger" aria-haspopup="dialog">
          Take down
        </Button>
      </div>
      {asked !== null && (
        <Dialog
          open
          onOpenChange={() => setAsked(null)}
          title="Take it down for good?"
          description={
            <>
              {kinds[kind].whole} <span className="font-medium break-all text-ink">{asked}</span> is shown to
              nobody any more, in whatever dataset: its bytes are removed, the same file is refused from then
              on, versions say what they miss, and scores are computed again. This cannot be undone.
              <span role="status" className="mt-3 block font-medium text-ink">
                {counted && countText(counted.images)}
              </span>
            </>
          }
          footer={
            <>
              <DialogClose>
                <Button>Leave it</Button>
              </DialogClose>
              <SubmitButton form={id} pendingLabel="Taking down" variant="danger">
                Take it down
              </SubmitButton>
            </>
          }
        />
      )}
    </form>
  );
}

function countText(images: number): string {
  if (images === 0) return 'There is no such image that is not down already.';
  return images === 1 ? 'It is one image.' : `They are ${images.toLocaleString('en')} images.`;
}
