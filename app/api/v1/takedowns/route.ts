import { listTakedowns } from '#lib/datasets/server/list-takedowns';
import { takeDown } from '#lib/datasets/server/take-down';
import { takedownListSchema, takedownSchema } from '#lib/datasets/takedown';
import { created, route } from '@/_server/route';

export const GET = route({ query: takedownListSchema }, ({ person, query }) => listTakedowns(person, query));

export const POST = route({ body: takedownSchema }, async ({ person, body }) =>
  created(await takeDown(person, body)),
);
