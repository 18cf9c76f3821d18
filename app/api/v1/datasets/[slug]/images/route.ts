import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { slugSchema } from '#lib/core/slug';
import { uploadImages } from '#lib/datasets/server/upload-images';
import { uploadFieldsSchema } from '#lib/datasets/upload';
import { assertRole } from '#lib/identity/person';
import { route } from '@/_server/route';
import { readImageUpload } from './read-image-upload';

/** Multipart: title, author, license, licenseUrl, homepage, candidate as text fields, then the image files. */
export const POST = route({ params: z.object({ slug: slugSchema }) }, async ({ person, params, request }) => {
  // Before anything is read: a stranger's files are not even buffered.
  assertRole(person, 'organiser');
  const upload = readImageUpload(request);
  try {
    const fields = uploadFieldsSchema.safeParse(await upload.fields());
    if (!fields.success) throw badField(fields.error.issues[0]);
    return await uploadImages(person, { slug: params.slug, ...fields.data }, upload.files);
  } finally {
    upload.stop();
  }
});

function badField(issue: z.core.$ZodIssue | undefined): AppError {
  const field = issue?.path.join('.') ?? '';
  return new AppError('invalid', 'bad-input', `In the form: ${field}: ${issue?.message}.`, {
    details: { field },
  });
}
