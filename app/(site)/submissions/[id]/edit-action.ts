'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { editSubmission } from '#lib/challenges/server/edit-submission';
import { submissionEditSchema } from '#lib/challenges/submission';
import { action } from '@/_server/action';

const { name, description, link } = submissionEditSchema.shape;
const checkbox = z
  .string()
  .optional()
  .transform((value) => value === 'on');
const schema = z.object({ id: z.uuid(), name, description, link, listed: checkbox, final: checkbox });

export const editAction = action(schema, async (person, { id, ...edit }) => {
  await editSubmission(person, id, edit);
  refresh();
});
