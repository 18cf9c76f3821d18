import { z } from 'zod';
import { MOST_ASKED_BYTES } from '#lib/challenges/explanation';
import { askAboutImage, askedTooLarge } from '#lib/challenges/server/ask-about-image';
import { eventStream } from '@/_server/event-stream';
import { readBody } from '@/_server/read-body';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

/** Explains the image that the body is, which is kept nowhere: answers with events as it goes on, the last of them the answer. */
export const POST = route({ params }, async ({ person, params, request }) => {
  const image = await readBody(request, MOST_ASKED_BYTES);
  if (!image) throw askedTooLarge(Number(request.headers.get('content-length')) || null);
  return eventStream('told', request.signal, (signal) => askAboutImage(person, params.id, image, signal));
});
