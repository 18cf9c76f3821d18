'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { setOnBoard } from '#lib/labelling/server/weekly-board';
import { action } from '@/_server/action';

const input = z.object({ to: z.enum(['on', 'off']) });

export const boardAction = action(input, async (person, { to }) => {
  await setOnBoard(person, { onBoard: to === 'on' });
  refresh();
});
