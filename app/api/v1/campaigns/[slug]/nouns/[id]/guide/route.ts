import { createHash } from 'node:crypto';
import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { readNounGuide } from '#lib/labelling/server/read-noun-guide';
import { route } from '@/_server/route';

/** Browsers keep it for five minutes, then ask whether it has changed. */
const CACHE = 'public, max-age=300';

export const GET = route(
  { params: z.object({ slug: slugSchema, id: synsetId }) },
  async ({ params, request }) => {
    const body = JSON.stringify(await readNounGuide({ campaign: params.slug, synset: params.id }));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const headers = { etag, 'cache-control': CACHE };
    if (request.headers.get('if-none-match')?.includes(etag)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
  },
);
