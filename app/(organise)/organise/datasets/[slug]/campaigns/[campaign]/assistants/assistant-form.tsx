'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/_components/button';
import { ErrorSummary } from '@/_components/error-summary';
import { FileField } from '@/_components/file-field';
import { ModelField, modelForm, PreprocessField } from '@/_components/model-fields';
import { TextField } from '@/_components/text-field';
import { UploadProgress } from '@/_components/upload-progress';
import { useUpload } from '@/_components/use-upload';

const MAX_MODEL_BYTES = 2 * 1024 ** 3;

/** Uploads a model that is to vote in a campaign; the page then shows it. */
export function AssistantForm({ campaign }: { campaign: string }) {
  const router = useRouter();
  const { submit, changed, refused, errors, sent, stop } = useUpload({
    url: (form) => `/api/v1/campaigns/${campaign}/assistants?share=${Number(form.get('share')) / 100}`,
    maxModelBytes: MAX_MODEL_BYTES,
    fields: modelForm,
    onDone: () => router.refresh(),
  });
  return (
    <form onSubmit={submit} onChange={changed} className="flex max-w-lg flex-col gap-5">
      {refused && <ErrorSummary message="The model was not added." fieldErrors={refused} />}
      <ModelField maxBytes={MAX_MODEL_BYTES} error={errors.model} />
      <TextField
        name="name"
        label="Name"
        hint="Stands beside its votes."
        maxLength={80}
        required
        error={errors.name}
      />
      <FileField
        name="labels"
        label="Labels file"
        required
        accept=".txt,.tsv"
        hint="The synset id of each output, one a line."
        error={errors.labels}
      />
      <PreprocessField error={errors.preprocess} />
      <TextField
        name="share"
        label="Images that no version has yet, for train"
        hint="In per cent. So many of them, chosen by hash, the model may vote on; they stay in train for good. Val and test are drawn from the rest."
        type="number"
        min={1}
        max={90}
        defaultValue="50"
        required
        error={errors.share}
      />
      {sent === null ? (
        <div>
          <Button type="submit" variant="primary">
            Have it vote
          </Button>
        </div>
      ) : (
        <UploadProgress sent={sent} onStop={stop} />
      )}
    </form>
  );
}
