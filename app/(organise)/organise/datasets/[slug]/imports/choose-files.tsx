'use client';

import { clsx } from 'clsx';
import { FolderUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { FileField } from '@/_components/file-field';
import { chosenFiles, droppedFiles, type Parcel, parcelOf } from './chosen-files';

type ChooseFilesProps = {
  parcel: Parcel | undefined;
  onChoose: (parcel: Parcel | undefined) => void;
  error?: string;
};

/** Takes an archive, a list or image files: chosen, or dropped on it, also folders. */
export function ChooseFiles({ parcel, onChoose, error }: ChooseFilesProps) {
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);

  async function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onChoose(parcelOf(await droppedFiles(event.dataTransfer.items)));
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the fields inside take the same files
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        'flex flex-col gap-3 rounded border border-dashed p-4',
        over ? 'border-accent bg-accent-wash' : 'border-edge',
      )}
    >
      <FileField
        name="files"
        label="Images"
        hint="One zip, tar or tar.gz, a list of addresses (.csv or .jsonl), or image files up to 32 MB each. Choose them, or drop them here, also folders."
        accept=".zip,.tar,.tgz,.gz,.csv,.jsonl,.ndjson,image/jpeg,image/png,image/webp"
        multiple
        required={parcel === undefined}
        error={error}
        onChange={(event) => onChoose(parcelOf(chosenFiles(event.currentTarget.files)))}
      />
      <div>
        <Button
          size="small"
          icon={<FolderUp aria-hidden size={16} />}
          onClick={() => folder.current?.click()}
        >
          Choose a folder
        </Button>
        <input
          ref={folder}
          type="file"
          hidden
          aria-label="Folder of images"
          {...{ webkitdirectory: '' }}
          onChange={(event) => onChoose(parcelOf(chosenFiles(event.currentTarget.files)))}
        />
      </div>
      {parcel && (
        <p className="text-sm">
          <span className="font-medium break-all">{parcel.name}</span>,{' '}
          {parcel.files > 1 ? `${parcel.files.toLocaleString('en')} files, ` : ''}
          {bytesText(parcel.blob.size)}
        </p>
      )}
    </div>
  );
}
