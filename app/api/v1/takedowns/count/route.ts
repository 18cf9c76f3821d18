import { countTakedown } from '#lib/datasets/server/take-down';
import { takenDownSchema } from '#lib/datasets/takedown';
import { route } from '@/_server/route';

/** How many images it would be. */
export const GET = route({ query: takenDownSchema }, async ({ person, query }) => ({
  images: await countTakedown(person, query),
}));
