'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { ErrorSummary } from '@/_components/error-summary';
import { ProgressBar } from '@/_components/progress-bar';
import { type ChosenNoun, NounChooser } from '../../../noun-chooser';
import { askImport } from './ask-import';
import { ChooseFiles } from './choose-files';
import type { Parcel } from './chosen-files';
import { type SendingProgress, sendParcel } from './send-parcel';
import { SourceFields } from './source-fields';

type Refusal = { message: string; fieldErrors: Record<string, string> };

/** Uploads images, an archive or a list with its source and licence, and has it imported. */
export function ImportForm({ slug, allowed }: { slug: string; allowed: readonly string[] }) {
  const router = useRouter();
  const [parcel, setParcel] = useState<Parcel>();
  const [progress, setProgress] = useState<SendingProgress | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [nouns, setNouns] = useState<readonly ChosenNoun[]>([]);
  /** What is uploaded already, where only the words about it were refused. */
  const uploaded = useRef<{ mark: string; id: string }>(undefined);
  const stop = useRef<AbortController>(undefined);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!parcel || progress) return;
    setRefusal(null);
    const stopping = new AbortController();
    stop.current = stopping;
    try {
      if (uploaded.current?.mark !== parcel.mark) {
        setProgress({
          sent: 0,
          total: parcel.blob.size,
          bytesPerSecond: null,
          secondsLeft: null,
          broken: false,
        });
        const id = await sendParcel(slug, parcel, setProgress, stopping.signal);
        uploaded.current = { mark: parcel.mark, id };
      }
      const outcome = await askImport(slug, uploaded.current.id, form);
      if (outcome.ok) {
        router.push(`/organise/datasets/${slug}/imports/${outcome.id}`);
        return;
      }
      // What is no archive is not sent again; other words about it may do.
      if (outcome.fieldErrors.upload) {
        uploaded.current = undefined;
        outcome.fieldErrors.files = outcome.fieldErrors.upload;
      }
      setRefusal(outcome);
    } catch (error) {
      setRefusal({ message: error instanceof Error ? error.message : String(error), fieldErrors: {} });
    }
    setProgress(null);
  }

  const errors = refusal?.fieldErrors ?? {};
  return (
    <form onSubmit={submit} className="flex max-w-lg flex-col gap-5">
      {refusal && <ErrorSummary message={refusal.message} fieldErrors={errors} />}
      <ChooseFiles parcel={parcel} onChoose={setParcel} error={errors.files} />
      <SourceFields allowed={allowed} errors={errors} />
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
          <Button type="submit" variant="primary">
            Add the images
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
            <Button onClick={() => stop.current?.abort()}>Stop sending</Button>
          </div>
        </>
      )}
    </form>
  );
}

function detailOf({ sent, total, bytesPerSecond, broken }: SendingProgress): string {
  if (broken) return 'The connection is broken; it is tried again and goes on where it stopped.';
  const rate = bytesPerSecond === null ? '' : `, ${bytesText(bytesPerSecond)} a second`;
  return `${bytesText(sent)} of ${bytesText(total)}${rate}. If you leave this page, choose the same files again later: it goes on where it stopped.`;
}
