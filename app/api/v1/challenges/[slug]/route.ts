import { z } from 'zod';
import { challengeSettingsSchema, challengeSlugSchema } from '#lib/challenges/challenge';
import { applyChallenge } from '#lib/challenges/server/apply-challenge';
import { getChallenge } from '#lib/challenges/server/get-challenge';
import { created, route } from '@/_server/route';

const params = z.object({ slug: challengeSlugSchema });

export const GET = route({ params }, ({ params }) => getChallenge(params.slug));

export const PUT = route({ params, body: challengeSettingsSchema }, async ({ person, params, body }) => {
  const applied = await applyChallenge(person, params.slug, body);
  const challenge = await getChallenge(applied.slug);
  return applied.created ? created(challenge) : challenge;
});
