'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { askPeopleAgain } from '#lib/challenges/server/ask-people-again';
import { searchDisagreements } from '#lib/challenges/server/search-disagreements';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

const challenge = z.object({ slug: slugSchema });

export const searchAction = action(challenge, async (person, { slug }) => {
  await searchDisagreements(person, slug);
  refresh();
});

export const askAgainAction = action(challenge, async (person, { slug }) => {
  const { dataset, campaign } = await askPeopleAgain(person, slug);
  redirect(`/organise/datasets/${dataset}/campaigns/${campaign}`);
});
