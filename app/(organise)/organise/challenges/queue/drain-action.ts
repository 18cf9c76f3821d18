'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { drainWorker } from '#lib/challenges/server/list-workers';
import { action } from '@/_server/action';

const told = z.object({ id: z.uuid(), draining: z.enum(['yes', 'no']) });

export const drainAction = action(told, async (person, { id, draining }) => {
  await drainWorker(person, id, draining === 'yes');
  refresh();
});
