import { z } from 'zod';
import { submitModel } from '#lib/challenges/server/submit-model';
import { slugSchema } from '#lib/core/slug';
import { assertRole } from '#lib/identity/person';
import { readModelUpload } from '@/_server/read-model-upload';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const POST = route({ params }, async ({ person, params, request }) => {
  // Before a byte of what they send is read.
  assertRole(person, 'researcher');
  const upload = await readModelUpload(request);
  try {
    const idempotencyKey = request.headers.get('idempotency-key') ?? undefined;
    return created(await submitModel(person, params.slug, { ...upload, idempotencyKey }));
  } finally {
    upload.stop();
  }
});
