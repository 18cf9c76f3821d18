import { z } from 'zod';
import { auditListSchema, listAudit } from '#lib/challenges/server/list-audit';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params, query: auditListSchema }, ({ person, params, query }) =>
  listAudit(person, params.slug, query),
);
