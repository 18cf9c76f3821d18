import { z } from 'zod';
import { openExplainedPixels } from '#lib/challenges/server/get-explanation';
import { AppError } from '#lib/core/errors';
import { sha256Schema } from '#lib/images/sha256';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid(), sha256: sha256Schema });

/** The pixels of an image as the model saw them, as a PNG. */
export const GET = route({ params }, async ({ person, params }) => {
  const png = await openExplainedPixels(person, params.id, params.sha256);
  if (!png) {
    throw new AppError(
      'not-found',
      'not-explained',
      'What the model says of this image was not explained yet: ask for it first.',
    );
  }
  return new Response(Uint8Array.from(png), {
    headers: { 'content-type': 'image/png', 'cache-control': 'private, max-age=3600' },
  });
});
