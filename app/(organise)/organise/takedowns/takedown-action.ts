'use server';

import { refresh } from 'next/cache';
import { takeDown } from '#lib/datasets/server/take-down';
import { takedownSchema } from '#lib/datasets/takedown';
import { action } from '@/_server/action';

export const takedownAction = action(takedownSchema, async (person, input) => {
  const done = await takeDown(person, input);
  refresh();
  return done;
});
