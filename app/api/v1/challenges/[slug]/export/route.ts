import { z } from 'zod';
import { exportChallenge, exportTables, tableCsv } from '#lib/challenges/server/export-challenge';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

/** All tables as JSON, or the one that is named as CSV. */
const query = z.object({ table: z.enum(exportTables).optional() });

export const GET = route({ params, query }, async ({ person, params: { slug }, query: { table } }) => {
  const tables = await exportChallenge(person, slug);
  const name = table ? `${slug}-${table}.csv` : `${slug}.json`;
  return new Response(table ? tableCsv(tables[table]) : JSON.stringify(tables), {
    headers: {
      'content-type': table ? 'text/csv; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
});
