import { expect, test } from 'vitest';
import { readEvents } from './read-events.ts';

test('events come whole, wherever the stream is cut; what is no event is passed over', async () => {
  const text =
    'retry: 2000\n\nevent: told\ndata: {"a":"ü"}\n\n: still here\n\nevent: told\ndata: {"a":2}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 7, 30, bytes.length]) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const values: unknown[] = [];
    for await (const value of readEvents(body)) values.push(value);
    expect(values).toEqual([{ a: 'ü' }, { a: 2 }]);
  }
});
