'use server';

import { redirect } from 'next/navigation';
import { applyChallenge } from '#lib/challenges/server/apply-challenge';
import { action } from '@/_server/action';
import { changedChallengeSchema, newChallengeSchema } from './challenge-form-schema';

export const newChallengeAction = action(newChallengeSchema, async (person, { slug, settings }) => {
  await applyChallenge(person, slug, settings, { onlyNew: true });
  redirect(`/challenges/${slug}`);
});

export const changeChallengeAction = action(changedChallengeSchema, async (person, { slug, settings }) => {
  await applyChallenge(person, slug, settings);
  redirect(`/organise/challenges/${slug}`);
});
