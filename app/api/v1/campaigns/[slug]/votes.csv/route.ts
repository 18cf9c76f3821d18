import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { exportVotes } from '#lib/labelling/server/export-votes';
import { votesFileSchema } from '#lib/labelling/votes-file';
import { route } from '@/_server/route';

export const GET = route(
  { params: z.object({ slug: slugSchema }), query: votesFileSchema },
  async ({ person, params, query }) => {
    const { fileName, leftOut, stream } = await exportVotes(person, { campaign: params.slug, ...query });
    const body = Readable.toWeb(stream) as ReadableStream<Uint8Array>;
    return new Response(body as BodyInit, {
      headers: {
        'content-type': query.compress === 'gzip' ? 'application/gzip' : 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName}"`,
        ...(leftOut !== null && { 'x-votes-left-out': String(leftOut) }),
        'cache-control': 'private, no-store',
      },
    });
  },
);
