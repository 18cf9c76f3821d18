'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import type { UploadedFile } from '#lib/datasets/upload';
import { knownLicenses } from '#lib/images/license';
import { Button } from '@/_components/button';
import { ErrorSummary } from '@/_components/error-summary';
import { FileField } from '@/_components/file-field';
import { ProgressBar } from '@/_components/progress-bar';
import { SelectField } from '@/_components/select-field';
import type { SendOutcome } from '@/_components/send-form';
import { TextField } from '@/_components/text-field';
import { type ChosenNoun, NounChooser } from '../../../noun-chooser';
import { sendImages } from './send-images';
import { UploadResult } from './upload-result';

const otherLicense = 'other';
/** The server reads text fields first, so the files go last. */
const textFields = ['title', 'author', 'license', 'licenseUrl', 'homepage', 'candidate'];

/** Takes image files with their source, licence and the noun they were gathered for. */
export function UploadForm({ slug }: { slug: string }) {
  const router = useRouter();
  const [license, setLicense] = useState<string>(knownLicenses[0].spdx);
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Extract<SendOutcome<UploadedFile[]>, { ok: false }> | null>(null);
  const [done, setDone] = useState<UploadedFile[] | null>(null);
  const [nouns, setNouns] = useState<readonly ChosenNoun[]>([]);
  const [round, setRound] = useState(0);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setRefusal(null);
    setDone(null);
    setSent(0);
    const outcome = await sendImages(slug, uploadForm(form), setSent);
    setSent(null);
    if (!outcome.ok) {
      setRefusal(outcome);
      return;
    }
    setDone(outcome.value);
    // A fresh file field: what has been sent is not sent again by mistake. The words stay for the next files.
    setRound((count) => count + 1);
    router.refresh();
  }

  const errors = refusal?.fieldErrors ?? {};
  return (
    <form onSubmit={submit} className="flex max-w-lg flex-col gap-5">
      {refusal && <ErrorSummary message={refusal.message} fieldErrors={errors} />}
      {done && <UploadResult slug={slug} files={done} />}
      <FileField
        key={round}
        name="files"
        label="Images"
        hint="JPEG, PNG or WebP, up to 32 MB each; several at once. Choose them, or drop them on the field."
        accept="image/jpeg,image/png,image/webp"
        multiple
        required
      />
      <TextField
        name="title"
        label="Source"
        hint="Where the images come from: a collection, a camera, a project."
        maxLength={200}
        required
        error={errors.title}
      />
      <TextField
        name="author"
        label="Author"
        hint="Stands under every image."
        maxLength={200}
        required
        error={errors.author}
      />
      <SelectField
        name="license"
        label="Licence"
        value={license}
        onChange={(event) => setLicense(event.target.value)}
        options={[
          ...knownLicenses.map(({ spdx, title }) => ({ value: spdx, label: title })),
          { value: otherLicense, label: 'Another one' },
        ]}
        error={license === otherLicense ? undefined : errors.license}
      />
      {license === otherLicense && (
        <>
          <TextField
            name="otherLicense"
            id="field-license-other"
            label="SPDX identifier of the licence"
            hint="As on spdx.org: GFDL-1.3-only."
            required
            error={errors.license}
          />
          <TextField
            name="licenseUrl"
            label="Address of the licence"
            type="url"
            required
            error={errors.licenseUrl}
          />
        </>
      )}
      <TextField name="homepage" label="Address of the source" type="url" optional error={errors.homepage} />
      <NounChooser
        name="candidate"
        label="Noun they were gathered for"
        hint="Type a word and choose. A campaign then asks whether each image really shows it."
        optional
        chosen={nouns}
        onChange={setNouns}
        error={errors.candidate}
      />
      {sent === null ? (
        <div>
          <Button type="submit" variant="primary">
            Add the images
          </Button>
        </div>
      ) : (
        <ProgressBar
          name="Adding the images"
          value={Math.round(100 * sent)}
          max={100}
          unit="%"
          detail={
            sent === 1
              ? 'All are out; the server is looking at them.'
              : 'Stay on this page until they are out.'
          }
        />
      )}
    </form>
  );
}

function uploadForm(form: FormData): FormData {
  const fields = new FormData();
  for (const name of textFields) {
    const value = form.get(name);
    if (typeof value === 'string' && value !== '') fields.set(name, value);
  }
  if (form.get('license') === otherLicense) fields.set('license', form.get('otherLicense') ?? '');
  for (const file of form.getAll('files')) fields.append('files', file);
  return fields;
}
