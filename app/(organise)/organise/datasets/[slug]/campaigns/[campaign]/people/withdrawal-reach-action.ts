'use server';

import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { readWithdrawal } from '#lib/labelling/server/read-withdrawal';
import { action } from '@/_server/action';

const input = z.object({ campaign: slugSchema, labeler: z.uuid() });

/** What withdrawing somebody's votes would touch. */
export const withdrawalReachAction = action(input, (person, asked) => readWithdrawal(person, asked));
