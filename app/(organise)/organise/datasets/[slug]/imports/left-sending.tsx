'use client';

import { useRef, useState } from 'react';
import { Button } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { Callout } from '@/_components/callout';
import { chosenFiles, type Parcel, parcelOf } from './chosen-files';
import { isSame } from './kept-sending';
import type { LeftSending as Left } from './use-import';

type LeftSendingProps = {
  left: Left;
  /** Goes on with the files that were being sent. */
  onGoOn: (parcel: Parcel) => void;
  /** Has what is all on the server imported. */
  onImport: () => void;
  onForget: () => void;
};

/** Says which upload was under way when the page was left, and goes on with it by one act: no page may read a file by itself again. */
export function LeftSending({ left, onGoOn, onImport, onForget }: LeftSendingProps) {
  const [other, setOther] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const { name, bytes, files, folder, sent } = left;
  const whole = sent === bytes;
  const things = folder ? 'folder' : files > 1 ? 'files' : 'file';
  const choose = (list: FileList | null) => {
    const parcel = parcelOf(chosenFiles(list));
    if (!parcel) return;
    if (isSame(left, parcel)) onGoOn(parcel);
    else setOther(`${parcel.name} with ${bytesText(parcel.blob.size)}`);
  };
  return (
    <Callout
      tone="accent"
      title={whole ? `${name} is sent, but not imported yet` : `${name} was being sent`}
      action={
        <span className="flex flex-wrap gap-3">
          {whole ? (
            <Button variant="primary" onClick={onImport}>
              Import it
            </Button>
          ) : (
            <Button variant="primary" onClick={() => input.current?.click()}>
              Choose the same {things} and go on
            </Button>
          )}
          <Button onClick={onForget}>Forget it</Button>
        </span>
      }
    >
      {whole ? (
        <p>All {bytesText(bytes)} are on the server. Look over the words below, then have it imported.</p>
      ) : (
        <p>
          {sent === undefined ? 'A part' : bytesText(sent)} of its {bytesText(bytes)} is on the server. The
          browser has to be shown the same {things} again; it goes on from there.
        </p>
      )}
      {other !== undefined && (
        <p role="alert" className="mt-2 text-bad">
          That is {other}: choose {name} with {bytesText(bytes)}, or forget it and add the other below.
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`The same ${things} again`}
        multiple={files > 1}
        {...(folder && { webkitdirectory: '' })}
        onChange={(event) => choose(event.currentTarget.files)}
      />
    </Callout>
  );
}
