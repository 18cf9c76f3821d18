'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { browserStore } from '@/_components/browser-store';
import type { ChosenNoun } from '../../../noun-chooser';
import { askImport, type ImportOf } from './ask-import';
import type { Parcel } from './chosen-files';
import type { Words } from './import-words';
import { dropSending, type KeptSending, keepSending, readSending, sendingKey } from './kept-sending';
import { forgetUpload, type SendingProgress, sendParcel, sentSoFar } from './send-parcel';

export type Refusal = { message: string; fieldErrors: Record<string, string> };

/** An upload that was under way when the page was left, and how much of it the server has; undefined where it does not answer. */
export type LeftSending = KeptSending & { sent: number | undefined };

/**
 * The sending of what is to be imported, and the asking for it. What is under way is kept in the browser: `left` is what was when
 * the page was left.
 */
export function useImport(slug: string, personId: string) {
  const router = useRouter();
  const [progress, setProgress] = useState<SendingProgress | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [left, setLeft] = useState<LeftSending>();
  /** Whether what was left is gone on with, imported or forgotten. */
  const [leftIsOver, setLeftIsOver] = useState(false);
  /** What is uploaded already, where only the words about it were refused. */
  const uploaded = useRef<{ mark: string; id: string }>(undefined);
  const stopping = useRef<AbortController>(undefined);
  const key = sendingKey(personId, slug);

  useEffect(() => {
    let gone = false;
    const look = async () => {
      const kept = readSending(browserStore, key);
      if (!kept) return;
      const sent = await sentSoFar(kept.url);
      if (gone) return;
      if (sent === null) dropSending(browserStore, key);
      else setLeft({ ...kept, sent });
    };
    void look();
    return () => {
      gone = true;
    };
  }, [key]);

  /** Gives whether the import began: the page is being left then. */
  const ask = async (of: ImportOf, words: Words): Promise<boolean> => {
    setRefusal(null);
    const outcome = await askImport(slug, of, words);
    if (outcome.ok) {
      if ('upload' in of) dropSending(browserStore, key);
      router.push(`/organise/datasets/${slug}/imports/${outcome.id}`);
      return true;
    }
    // What is no archive is not sent again; other words about it may do.
    if (outcome.fieldErrors.upload) {
      uploaded.current = undefined;
      setLeftIsOver(true);
      dropSending(browserStore, key);
      outcome.fieldErrors.files = outcome.fieldErrors.upload;
    }
    setRefusal(outcome);
    return false;
  };

  const send = async (parcel: Parcel, words: Words, nouns: readonly ChosenNoun[]) => {
    const { name, mark, files, folder, blob } = parcel;
    const sending = { name, mark, files, folder, bytes: blob.size, words, nouns };
    const stop = new AbortController();
    stopping.current = stop;
    setRefusal(null);
    setLeftIsOver(true);
    try {
      if (uploaded.current?.mark !== mark) {
        setProgress({ sent: 0, total: blob.size, bytesPerSecond: null, secondsLeft: null, broken: false });
        const id = await sendParcel(slug, parcel, {
          onProgress: setProgress,
          onPlace: (url) => keepSending(browserStore, key, { ...sending, url }),
          signal: stop.signal,
        });
        uploaded.current = { mark, id };
      }
      if (await ask({ upload: uploaded.current.id }, words)) return;
    } catch (error) {
      if (stop.signal.aborted) dropSending(browserStore, key);
      setRefusal({ message: error instanceof Error ? error.message : String(error), fieldErrors: {} });
    }
    setProgress(null);
  };

  const forget = async ({ url }: LeftSending) => {
    setLeftIsOver(true);
    dropSending(browserStore, key);
    await forgetUpload(url);
  };

  return { progress, refusal, left, leftIsOver, send, ask, forget, stop: () => stopping.current?.abort() };
}
