import 'server-only';
import { log } from '#lib/infra/log';

/** Proxies close a connection that says nothing for long. */
const HEARTBEAT_MS = 15_000;

/**
 * Answers with server-sent events: each value that `start` gives, as JSON under the name `event`, with a comment as
 * heartbeat between them. What `start` refuses is thrown here, before anything is sent. Ends with the values, or when
 * the reader goes.
 */
export async function eventStream<Value>(
  event: string,
  reader: AbortSignal,
  start: (signal: AbortSignal) => Promise<AsyncGenerator<Value, void>>,
): Promise<Response> {
  const gone = new AbortController();
  const signal = AbortSignal.any([reader, gone.signal]);
  const values = await start(signal);
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;

  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      send('retry: 2000\n\n');
      heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      try {
        for await (const value of values) send(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
      } catch (error) {
        // The reader comes back by itself and is told then if it lasts.
        log.error({ error: error instanceof Error ? error.stack : String(error) }, 'event stream broke off');
      } finally {
        clearInterval(heartbeat);
        if (!gone.signal.aborted) controller.close();
      }
    },
    cancel() {
      gone.abort();
      clearInterval(heartbeat);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
