'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/_components/button';
import { ErrorSummary } from '@/_components/error-summary';
import { FileField } from '@/_components/file-field';
import { ModelField, modelForm, PreprocessField } from '@/_components/model-fields';
import { TextField } from '@/_components/text-field';
import { UploadProgress } from '@/_components/upload-progress';
import { useUpload } from '@/_components/use-upload';

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
  const { submit, changed, refused, errors, sent, stop } = useUpload({
    url: () => `/api/v1/challenges/${slug}/submissions`,
    maxModelBytes,
    fields: modelForm,
    onDone: (id) => router.push(`/submissions/${id}`),
  });
  return (
    <form onSubmit={submit} onChange={changed} className="flex max-w-lg flex-col gap-5">
      {refused && <ErrorSummary message="The model was not submitted." fieldErrors={refused} />}
      <ModelField maxBytes={maxModelBytes} error={errors.model} />
      <TextField
        name="name"
        label="Name of the submission"
        hint="Stands on the leaderboard beside your entry."
        maxLength={80}
        required
        error={errors.name}
      />
      <PreprocessField error={errors.preprocess} />
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
        <UploadProgress sent={sent} onStop={stop} />
      )}
    </form>
  );
}
