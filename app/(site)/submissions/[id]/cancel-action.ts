'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { cancelSubmission } from '#lib/challenges/server/cancel-submission';
import { action } from '@/_server/action';

export const cancelAction = action(z.object({ id: z.uuid() }), async (person, { id }) => {
  await cancelSubmission(person, id);
  refresh();
});
