'use client';

import { useState } from 'react';
import { knownLicenses, licenseTitle } from '#lib/images/license';
import { SelectField } from '@/_components/select-field';
import { TextField } from '@/_components/text-field';
import { otherLicense, type Words } from './import-words';

type SourceFieldsProps = {
  /** Those that the dataset takes; any, where there is none. */
  allowed: readonly string[];
  errors: Readonly<Record<string, string>>;
  /** What they begin with. */
  words?: Words;
};

/** Where images come from, who made them and on what terms. */
export function SourceFields({ allowed, errors, words = {} }: SourceFieldsProps) {
  const options =
    allowed.length > 0
      ? allowed.map((spdx) => ({ value: spdx, label: licenseTitle(spdx) }))
      : [
          ...knownLicenses.map(({ spdx, title }) => ({ value: spdx as string, label: title as string })),
          { value: otherLicense, label: 'Another one' },
        ];
  const [license, setLicense] = useState(() => {
    const [first] = options;
    return options.find(({ value }) => value === words.license)?.value ?? first?.value ?? otherLicense;
  });
  const known = knownLicenses.some(({ spdx }) => spdx === license);
  return (
    <>
      <TextField
        name="title"
        label="Source"
        hint="Where the images come from: a collection, a camera, a project."
        maxLength={200}
        required
        defaultValue={words.title}
        error={errors.title}
      />
      <TextField
        name="author"
        label="Author"
        hint="Stands under every image."
        maxLength={200}
        required
        defaultValue={words.author}
        error={errors.author}
      />
      <SelectField
        name="license"
        label="Licence"
        value={license}
        onChange={(event) => setLicense(event.target.value)}
        options={options}
        error={license === otherLicense ? undefined : errors.license}
      />
      {license === otherLicense && (
        <TextField
          name="otherLicense"
          id="field-license-other"
          label="SPDX identifier of the licence"
          hint="As on spdx.org: GFDL-1.3-only."
          required
          defaultValue={words.otherLicense}
          error={errors.license}
        />
      )}
      {!known && (
        <TextField
          name="licenseUrl"
          label="Address of the licence"
          type="url"
          required
          defaultValue={words.licenseUrl}
          error={errors.licenseUrl}
        />
      )}
      <TextField
        name="homepage"
        label="Address of the source"
        type="url"
        optional
        defaultValue={words.homepage}
        error={errors.homepage}
      />
    </>
  );
}
