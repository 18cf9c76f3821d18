'use client';

import { useState } from 'react';
import { bytesText } from './bytes-text';
import { FileField } from './file-field';
import { SelectField } from './select-field';

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

/** The file of a model. */
export function ModelField({ maxBytes, error }: { maxBytes: number; error: string | undefined }) {
  return (
    <FileField
      name="model"
      label="Model"
      accept=".onnx"
      required
      hint={`One ONNX file, up to ${bytesText(maxBytes)}, with one image input and scores for the classes as output.`}
      error={error}
    />
  );
}

/** What is done to an image before a model sees it: a preset or a file. */
export function PreprocessField({ error }: { error: string | undefined }) {
  const [preprocessing, setPreprocessing] = useState(readOffModel);
  const own = preprocessing === ownFile;
  return (
    <>
      <SelectField
        name="preprocessing"
        id={own ? undefined : 'field-preprocess'}
        label="Preprocessing"
        hint="What is done to an image before the model sees it."
        options={preprocessings}
        value={preprocessing}
        onChange={(event) => setPreprocessing(event.target.value)}
        error={own ? undefined : error}
      />
      {own && (
        <FileField
          name="preprocess"
          label="Preprocess file"
          accept=".json"
          required
          hint="A preprocessor_config.json as Hugging Face publishes it; layout and channels may be added."
          error={error}
        />
      )}
    </>
  );
}

/** The form of a model as the server takes it: empty files left out, a preset by its name. */
export function modelForm(form: FormData): FormData {
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
