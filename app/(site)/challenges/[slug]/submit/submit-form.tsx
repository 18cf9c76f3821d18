'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { ErrorSummary } from '@/_components/error-summary';
import { FileField } from '@/_components/file-field';
import { ProgressBar } from '@/_components/progress-bar';
import { SelectField } from '@/_components/select-field';
import { TextField } from '@/_components/text-field';
import { type SendOutcome, sendForm } from './send-form';

type Refusal = Extract<SendOutcome, { ok: false }>;

const readOffModel = '';
const ownFile = 'file';
const preprocessings = [
  { value: readOffModel, label: 'Read off the model: resized to its input, divided by 255' },
  {
    value: 'torchvision',
    label: 'torchvision: shortest edge 256, centre crop 224, ImageNet mean and deviation',
  },
  { value: 'pixels-0-1', label: 'pixels-0-1: not resized, divided by 255' },
  { value: 'pixels-0-255', label: 'pixels-0-255: not resized, 0 to 255' },
  { value: ownFile, label: 'A preprocessor_config.json of my own' },
];

/** Uploads a model with what it needs to be scored, then leads to the submission. */
export function SubmitForm({
  slug,
  maxModelBytes,
  classes,
}: {
  slug: string;
  maxModelBytes: number;
  classes: number;
}) {
  const router = useRouter();
  const [preprocessing, setPreprocessing] = useState(readOffModel);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const upload = useRef<AbortController>(null);
  // The same key as long as nothing was taken: pressing the button again after a broken connection submits once.
  const key = useRef<string>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const model = form.get('model');
    if (model instanceof File && model.size > maxModelBytes) {
      const message = `The model has ${bytesText(model.size)}; this challenge allows ${bytesText(maxModelBytes)}.`;
      setRefusal({ ok: false, message, fieldErrors: { model: message } });
      return;
    }
    const fields = submissionForm(form);
    upload.current = new AbortController();
    key.current ??= newKey();
    setRefusal(null);
    setSent(0);
    const url = `/api/v1/challenges/${slug}/submissions`;
    const outcome = await sendForm(url, fields, key.current, upload.current.signal, setSent);
    if (outcome.ok) {
      router.push(`/submissions/${outcome.id}`);
      return;
    }
    setSent(null);
    setRefusal(outcome);
  }

  const errors = refusal?.fieldErrors ?? {};
  return (
    <form
      onSubmit={submit}
      onChange={() => {
        key.current = null;
      }}
      className="flex max-w-lg flex-col gap-5"
    >
      {refusal && <ErrorSummary message="The model was not submitted." fieldErrors={summary(refusal)} />}
      <FileField
        name="model"
        label="Model"
        accept=".onnx"
        required
        hint={`One ONNX file, up to ${bytesText(maxModelBytes)}, with one image input and scores for the classes as output.`}
        error={errors.model}
      />
      <TextField
        name="name"
        label="Name of the submission"
        hint="Stands on the leaderboard beside your entry."
        maxLength={80}
        required
        error={errors.name}
      />
      <SelectField
        name="preprocessing"
        id={preprocessing === ownFile ? undefined : 'field-preprocess'}
        label="Preprocessing"
        hint="What is done to an image before the model sees it."
        options={preprocessings}
        value={preprocessing}
        onChange={(event) => setPreprocessing(event.target.value)}
        error={preprocessing === ownFile ? undefined : errors.preprocess}
      />
      {preprocessing === ownFile && (
        <FileField
          name="preprocess"
          label="Preprocess file"
          accept=".json"
          required
          hint="A preprocessor_config.json as Hugging Face publishes it; layout and channels may be added."
          error={errors.preprocess}
        />
      )}
      <FileField
        name="labels"
        label="Labels file"
        optional
        accept=".txt,.tsv"
        hint={`The synset id of each output, one a line. Without it the outputs are the ${classes.toLocaleString('en')} classes in their order.`}
        error={errors.labels}
      />
      {sent === null ? (
        <div>
          <Button type="submit" variant="primary">
            Submit the model
          </Button>
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          <ProgressBar
            name="Uploading the model"
            value={Math.round(100 * sent)}
            max={100}
            unit="%"
            detail={
              sent === 1 ? 'All is out; the server is putting it away.' : 'Stay on this page until it is out.'
            }
          />
          <div>
            <Button onClick={() => upload.current?.abort()}>Stop the upload</Button>
          </div>
        </div>
      )}
    </form>
  );
}

/** Something random. Not randomUUID, which browsers give to pages over https alone. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('-');
}

/** The form as the server takes it: empty files left out, a preset by its name. */
function submissionForm(form: FormData): FormData {
  const fields = new FormData();
  fields.set('name', form.get('name') ?? '');
  const preprocessing = form.get('preprocessing');
  const preprocess = preprocessing === ownFile ? form.get('preprocess') : preprocessing;
  if (preprocess) fields.set('preprocess', preprocess);
  const labels = form.get('labels');
  if (labels instanceof File && labels.size > 0) fields.set('labels', labels);
  const model = form.get('model');
  // Last, so that a mistake in the small fields is known before it.
  if (model) fields.set('model', model);
  return fields;
}

function summary({ message, fieldErrors }: Refusal): Record<string, string> {
  return Object.keys(fieldErrors).length > 0 ? fieldErrors : { model: message };
}
