import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { decideDuplicateSchema, duplicateListSchema } from '#lib/datasets/duplicate-pair';
import { decideDuplicate } from '#lib/datasets/server/decide-duplicate';
import { listDuplicates } from '#lib/datasets/server/list-duplicates';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params, query: duplicateListSchema }, ({ person, params: { slug }, query }) =>
  listDuplicates(person, { slug, ...query }),
);

export const PUT = route({ params, body: decideDuplicateSchema }, ({ person, params: { slug }, body }) =>
  decideDuplicate(person, { slug, ...body }),
);
