'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { admissionSchema } from '#lib/challenges/eligibility';
import { admitResearcher, takeBackAdmission } from '#lib/challenges/server/admit-researcher';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

const whom = { challenge: slugSchema, userId: z.uuid() };

export const admitAction = action(admissionSchema.extend(whom), async (person, input) => {
  await admitResearcher(person, input);
  refresh();
});

export const takeBackAction = action(z.object(whom), async (person, input) => {
  await takeBackAdmission(person, input);
  refresh();
});
