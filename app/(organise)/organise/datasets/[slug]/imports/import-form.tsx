'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { ChoiceField } from '@/_components/choice-field';
import { ErrorSummary } from '@/_components/error-summary';
import { ProgressBar } from '@/_components/progress-bar';
import { TextField } from '@/_components/text-field';
import { type ChosenNoun, NounChooser } from '../../../noun-chooser';
import { ChooseFiles } from './choose-files';
import type { Parcel } from './chosen-files';
import { wordsOf } from './import-words';
import { LeftSending } from './left-sending';
import type { SendingProgress } from './send-parcel';
import { SourceFields } from './source-fields';
import { useImport } from './use-import';

type Place = 'files' | 'bucket';

const places = [
  { value: 'files', label: 'On this computer', hint: 'Files, folders, an archive or a list of addresses.' },
  { value: 'bucket', label: 'In a bucket', hint: 'All that stands there under a prefix.' },
];

type ImportFormProps = {
  slug: string;
  personId: string;
  /** The licences that the dataset takes; any, where there is none. */
  allowed: readonly string[];
  /** Whether the server's storage is one that has buckets. */
  hasBuckets: boolean;
};

/** Uploads images, an archive or a list with its source and licence, or names a bucket, and has it imported. */
export function ImportForm({ slug, personId, allowed, hasBuckets }: ImportFormProps) {
  const { progress, refusal, left, leftIsOver, send, ask, forget, stop } = useImport(slug, personId);
  const [place, setPlace] = useState<Place>('files');
  const [parcel, setParcel] = useState<Parcel>();
  const [chosenNouns, setNouns] = useState<readonly ChosenNoun[]>();
  const [asking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const nouns = chosenNouns ?? left?.nouns ?? [];

  const words = () => wordsOf(new FormData(form.current ?? undefined));
  const askFor = async (of: Parameters<typeof ask>[0]) => {
    setAsking(true);
    if (!(await ask(of, words()))) setAsking(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (progress || asking) return;
    const prefix = new FormData(event.currentTarget).get('prefix');
    if (place === 'bucket') void askFor({ prefix: String(prefix) });
    else if (parcel) void send(parcel, words(), nouns);
  };

  const errors = refusal?.fieldErrors ?? {};
  return (
    <form ref={form} onSubmit={submit} className="flex max-w-lg flex-col gap-5">
      {refusal && <ErrorSummary message={refusal.message} fieldErrors={errors} />}
      {left && !leftIsOver && (
        <LeftSending
          left={left}
          onGoOn={(same) => {
            setParcel(same);
            void send(same, words(), nouns);
          }}
          onImport={() => void askFor({ upload: left.url.split('/').at(-1) ?? '' })}
          onForget={() => void forget(left)}
        />
      )}
      {hasBuckets && (
        <ChoiceField
          name="place"
          legend="Where the images are"
          options={places}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value as Place)}
        />
      )}
      {place === 'bucket' ? (
        <TextField
          name="prefix"
          label="Bucket and prefix"
          hint="s3://BUCKET/PREFIX, on the server of the storage, which must be allowed to read it. What is below is read from there, by the names of its folders."
          placeholder="s3://pictures/garden/"
          pattern="s3://[^\/]+/.+"
          title="s3://BUCKET/PREFIX"
          maxLength={1000}
          required
          error={errors.prefix}
        />
      ) : (
        <ChooseFiles parcel={parcel} onChoose={setParcel} error={errors.files} />
      )}
      <SourceFields key={left?.mark} allowed={allowed} errors={errors} words={left?.words} />
      <NounChooser
        name="noun"
        label="Noun that all were gathered for"
        hint="Left empty, folders say it: each that is named by a synset id or a word. A campaign then asks whether each image really shows it."
        optional
        chosen={nouns}
        onChange={setNouns}
        error={errors.noun}
      />
      {progress === null ? (
        <div>
          <Button type="submit" variant="primary" aria-disabled={asking || undefined}>
            {asking ? 'Asking for it' : 'Add the images'}
          </Button>
        </div>
      ) : (
        <>
          <ProgressBar
            name={progress.sent < progress.total ? 'Sending' : 'Sent'}
            value={progress.total === 0 ? 100 : Math.floor((100 * progress.sent) / progress.total)}
            max={100}
            unit="%"
            {...(progress.secondsLeft !== null && { secondsLeft: progress.secondsLeft })}
            detail={detailOf(progress)}
          />
          <div>
            <Button onClick={stop}>Stop sending</Button>
          </div>
        </>
      )}
    </form>
  );
}

function detailOf({ sent, total, bytesPerSecond, broken }: SendingProgress): string {
  if (broken) return 'The connection is broken; it is tried again and goes on where it stopped.';
  const rate = bytesPerSecond === null ? '' : `, ${bytesText(bytesPerSecond)} a second`;
  return `${bytesText(sent)} of ${bytesText(total)}${rate}. If you leave this page, come back and show it the same files: it goes on where it stopped.`;
}
