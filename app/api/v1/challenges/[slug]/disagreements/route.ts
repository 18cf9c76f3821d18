import { z } from 'zod';
import { disagreementListSchema } from '#lib/challenges/disagreement';
import { listDisagreements } from '#lib/challenges/server/list-disagreements';
import { searchDisagreements } from '#lib/challenges/server/search-disagreements';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params, query: disagreementListSchema }, ({ params, query }) =>
  listDisagreements(params.slug, query),
);

/** Has the best entries look for images on which they agree against the label. */
export const POST = route({ params }, async ({ person, params }) => {
  await searchDisagreements(person, params.slug);
  return new Response(null, { status: 202 });
});
