import { z } from 'zod';
import { assertUploader, findUpload } from '#lib/datasets/server/upload-store';
import { route } from '@/_server/route';
import { answerTus } from './tus-server';

const params = z.object({ path: z.tuple([z.string()]).optional() });

/** Resumable uploads as tus has them (tus.io, protocol 1.0): POST begins one, HEAD says how far it is, PATCH goes on, DELETE ends it. */
const handle = route({ params }, async ({ person, params: { path }, request }) => {
  assertUploader(person);
  // Others' uploads are as good as none.
  if (path) await findUpload(person, path[0]);
  return answerTus(person, request);
});

export { handle as DELETE, handle as HEAD, handle as PATCH, handle as POST };
