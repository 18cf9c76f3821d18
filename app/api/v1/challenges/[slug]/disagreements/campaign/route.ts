import { z } from 'zod';
import { askPeopleAgain } from '#lib/challenges/server/ask-people-again';
import { slugSchema } from '#lib/core/slug';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

/** Sends the images that were found back to people, as a campaign. */
export const POST = route({ params }, async ({ person, params }) =>
  created(await askPeopleAgain(person, params.slug)),
);
