'use client';

import { type FormEvent, useRef, useState } from 'react';
import { bytesText } from './bytes-text';
import { type SendOutcome, sendForm } from './send-form';

type Refusal = Extract<SendOutcome<string>, { ok: false }>;

interface Upload {
  /** Where the form goes; what it holds beside its files may decide. */
  url: (form: FormData) => string;
  maxModelBytes: number;
  /** What is sent of the form. */
  fields: (form: FormData) => FormData;
  onDone: (id: string) => void;
}

/**
 * A form whose model is uploaded with progress. `sent` is the share that is out, null where nothing is under way; `changed`
 * is for the form's onChange: until then, sending again after a broken connection is the same sending.
 */
export function useUpload({ url, maxModelBytes, fields, onDone }: Upload) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const upload = useRef<AbortController>(null);
  const key = useRef<string>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const model = form.get('model');
    if (model instanceof File && model.size > maxModelBytes) {
      const message = `The model has ${bytesText(model.size)}; ${bytesText(maxModelBytes)} are allowed here.`;
      setRefusal({ ok: false, message, fieldErrors: { model: message } });
      return;
    }
    upload.current = new AbortController();
    key.current ??= newKey();
    setRefusal(null);
    setSent(0);
    const outcome = await sendForm({
      url: url(form),
      form: fields(form),
      taken: (status, { id }) => (status === 201 ? (id as string) : undefined),
      onSent: setSent,
      brokenOff:
        'The upload broke off. Check your connection and press the button again: nothing is submitted twice.',
      key: key.current,
      signal: upload.current.signal,
    });
    if (outcome.ok) {
      onDone(outcome.value);
      return;
    }
    setSent(null);
    setRefusal(outcome);
  }

  return {
    submit,
    sent,
    stop: () => upload.current?.abort(),
    changed: () => {
      key.current = null;
    },
    errors: refusal?.fieldErrors ?? {},
    /** All that is wrong, each with the field that it is about. */
    refused:
      refusal &&
      (Object.keys(refusal.fieldErrors).length > 0 ? refusal.fieldErrors : { model: refusal.message }),
  };
}

/** Something random. Not randomUUID, which browsers give to pages over https alone. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('-');
}
