'use client';

import { CheckboxField } from '@/_components/checkbox-field';
import { TextField } from '@/_components/text-field';
import type { useSentForm } from '@/_components/use-sent-form';

export type TrackFields = { slug: string; title: string; outsideData: boolean };

type TrackFieldsetProps = {
  fields: TrackFields;
  name: string;
  field: ReturnType<typeof useSentForm>['field'];
  outside: boolean;
};

/** What the models of an entry may be trained on. */
export function TrackFieldset({ fields, name, field, outside }: TrackFieldsetProps) {
  return (
    <>
      <TextField {...field('title', fields.title)} label="Title of the track" required maxLength={80} />
      <TextField {...field('slug', fields.slug)} label="Name of the track in addresses" required />
      <CheckboxField
        name={`${name}.outsideData`}
        label="Data beside the challenge's own may be used"
        defaultChecked={outside}
      />
    </>
  );
}
