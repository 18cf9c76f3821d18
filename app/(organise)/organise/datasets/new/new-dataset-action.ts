'use server';

import { redirect } from 'next/navigation';
import { newDatasetSchema } from '#lib/datasets/dataset';
import { createDataset } from '#lib/datasets/server/create-dataset';
import { action } from '@/_server/action';

export const newDatasetAction = action(newDatasetSchema, async (person, input) => {
  const { slug } = await createDataset(person, input);
  redirect(`/organise/datasets/${slug}/imports`);
});
