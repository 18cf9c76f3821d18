import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { slugSchema } from '#lib/core/slug';
import { assertRole } from '#lib/identity/person';
import { assistantShareSchema, submittedAssistantSchema } from '#lib/labelling/assistant';
import { addSubmittedAssistant, addUploadedAssistant } from '#lib/labelling/server/add-assistant';
import { listAssistants } from '#lib/labelling/server/list-assistants';
import { readModelUpload } from '@/_server/read-model-upload';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params }, ({ person, params }) => listAssistants(person, params.slug));

/** A model as a form with a file, or as JSON that names a submission. */
export const POST = route(
  { params, query: assistantShareSchema },
  async ({ person, params, query, request }) => {
    // Before a byte of what they send is read.
    assertRole(person, 'organiser');
    const campaign = params.slug;
    if (request.headers.get('content-type')?.startsWith('application/json')) {
      const input = submittedAssistantSchema.safeParse(await request.json().catch(() => null));
      if (!input.success) {
        const issue = input.error.issues[0];
        const field = issue?.path.join('.') || 'the body';
        throw new AppError('invalid', 'bad-input', `${field} ${issue?.message}.`, { details: { field } });
      }
      return created(await addSubmittedAssistant(person, { ...input.data, campaign }));
    }
    const upload = await readModelUpload(request);
    try {
      return created(await addUploadedAssistant(person, { ...upload, ...query, campaign }));
    } finally {
      upload.stop();
    }
  },
);
