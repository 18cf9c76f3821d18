import 'server-only';
import { MemoryLocker, Server } from '@tus/server';
import { ownedMetadata, uploadStore } from '#lib/datasets/server/upload-store';
import type { Person } from '#lib/identity/person';
import { config } from '#lib/infra/config';
import { problem } from '@/_server/problem';

// The development server reloads modules; locks must outlive that.
const kept = globalThis as { imagenestUploads?: { server: Server; senders: WeakMap<Request, Person> } };

function open() {
  const senders = new WeakMap<Request, Person>();
  const server = new Server({
    path: '/api/v1/uploads',
    relativeLocation: true,
    datastore: uploadStore(),
    locker: new MemoryLocker(),
    maxSize: config().UPLOAD_MAX_MB * 1024 * 1024,
    allowedOrigins: () => false,
    onUploadCreate: async (request, upload) => ({
      metadata: await ownedMetadata(senders.get(request) as Person, upload),
    }),
    onResponseError: async (_, error) => {
      // What tus refuses by itself has its status; what breaks off is gone on with.
      if (!(error instanceof Error)) return undefined;
      const answer = problem(error);
      return { status_code: answer.status, body: await answer.text() };
    },
  });
  return { server, senders };
}

/** Answers a request of the tus protocol (1.0, with creation, termination and deferred lengths) of an organiser. */
export function answerTus(person: Person, request: Request): Promise<Response> {
  kept.imagenestUploads ??= open();
  kept.imagenestUploads.senders.set(request, person);
  return kept.imagenestUploads.server.handleWeb(request);
}
