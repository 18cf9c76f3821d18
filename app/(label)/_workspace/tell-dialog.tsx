'use client';

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { LeasedUnit } from '#lib/labelling/assignment';
import { type FlagReason, flagReasons, flagReasonWords } from '#lib/labelling/flag-reason';
import { Button } from '@/_components/button';
import { Dialog } from '@/_components/dialog';
import { Key } from '@/_components/keys';
import { Picture } from '@/_components/picture';
import { TextArea } from '@/_components/text-area';
import { flagKeys, reasonOfKey } from './flag-keys';
import type { UnitFlag } from './unit-flag';

type TellDialogProps = {
  image: LeasedUnit;
  /** Which image it is: its place on the page. */
  name: string;
  flag: UnitFlag;
  onClose: () => void;
};

/** A word to the organiser about one image. It changes no answer. */
export function TellDialog({ image, name, flag, onClose }: TellDialogProps) {
  const [reason, setReason] = useState<FlagReason | undefined>(flag.told?.reason);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLTextAreaElement) return;
    const chosen = reasonOfKey(event.key);
    if (chosen) setReason(chosen);
    else if (event.key === 'Enter' && event.target === event.currentTarget)
      (event.currentTarget as HTMLFormElement).requestSubmit();
    else return;
    event.preventDefault();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!reason) return;
    flag.tell(reason, String(new FormData(event.currentTarget).get('comment') ?? ''));
    onClose();
  };

  return (
    <Dialog
      title="Tell the organiser"
      description={`${name}. Your answer stays what it is.`}
      open
      onOpenChange={onClose}
    >
      <form
        // The letters choose from here.
        data-takes-focus
        tabIndex={-1}
        aria-label="Tell the organiser"
        onKeyDown={onKeyDown}
        onSubmit={onSubmit}
        className="flex flex-col gap-4 outline-none"
      >
        <div className="flex gap-6">
          <fieldset className="min-w-0 flex-1">
            <legend className="mb-1 font-medium">What is wrong with it?</legend>
            {flagReasons.map((one) => (
              <label key={one} className="flex min-h-11 items-center gap-3">
                <input
                  type="radio"
                  name="reason"
                  required
                  checked={one === reason}
                  onChange={() => setReason(one)}
                  className="size-5 shrink-0"
                />
                {flagReasonWords[one]}
                <span aria-hidden className="max-sm:hidden">
                  <Key>{flagKeys[one]}</Key>
                </span>
              </label>
            ))}
          </fieldset>
          <Picture
            src={image.thumbUrl}
            alt={name}
            width={image.width}
            height={image.height}
            eager
            className="size-28 shrink-0 bg-well object-contain"
          />
        </div>
        <TextArea
          name="comment"
          label="Comment"
          optional
          rows={2}
          maxLength={1000}
          defaultValue={flag.told?.comment}
        />
        <div className="flex flex-wrap justify-end gap-3">
          {flag.told && (
            <Button
              onClick={() => {
                flag.withdraw();
                onClose();
              }}
            >
              Withdraw it
            </Button>
          )}
          <Button type="submit" variant="primary">
            Tell the organiser
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
