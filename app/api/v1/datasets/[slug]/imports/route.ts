import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { importListSchema, newImportSchema } from '#lib/datasets/import';
import { listImports } from '#lib/datasets/server/list-imports';
import { requestImport } from '#lib/datasets/server/request-import';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params, query: importListSchema }, ({ person, params, query }) =>
  listImports(person, { ...params, ...query }),
);

/** Of a finished upload (`upload`) or of what the storage has under a `prefix`, with title, author, license and noun. */
export const POST = route({ params, body: newImportSchema }, async ({ person, params, body }) =>
  created(await requestImport(person, { ...params, ...body })),
);
