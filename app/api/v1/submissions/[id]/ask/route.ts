import { z } from 'zod';
import { MOST_ASKED_BYTES } from '#lib/challenges/explanation';
import { askAboutImage, askedTooLarge } from '#lib/challenges/server/ask-about-image';
import { eventStream } from '@/_server/event-stream';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

/** Explains the image that the body is, which is kept nowhere: answers with events as it goes on, the last of them the answer. */
export const POST = route({ params }, async ({ person, params, request }) => {
  const image = await readBody(request);
  return eventStream('told', request.signal, (signal) => askAboutImage(person, params.id, image, signal));
});

async function readBody(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > MOST_ASKED_BYTES) throw askedTooLarge(declared);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_ASKED_BYTES) throw askedTooLarge(null);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
