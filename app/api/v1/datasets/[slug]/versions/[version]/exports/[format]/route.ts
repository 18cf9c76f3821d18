import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { exportImageFolder } from '#lib/datasets/server/export-imagefolder';
import { route } from '@/_server/route';
import { versionParams } from '../../version-params';

const params = versionParams.extend({
  format: z.enum(['imagefolder'], { error: 'must be a format that there is: imagefolder' }),
});

export const GET = route({ params }, async ({ params: { slug, version } }) => {
  const { fileName, bytes, stream } = await exportImageFolder(slug, version);
  const body = Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  return new Response(body as BodyInit, {
    headers: {
      'content-type': 'application/x-tar',
      // Next.js keeps Content-Length for itself; this is for progress bars.
      'x-archive-bytes': String(bytes),
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'public, max-age=0, must-revalidate',
    },
  });
});
