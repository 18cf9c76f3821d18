import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const url = new URL('./mailbox.mjs', import.meta.url).href;
const { inbox, post } = (await import(url)) as {
  post(port: MessagePort, counts: Int32Array, cell: number, message: unknown): void;
  inbox(port: MessagePort, counts: Int32Array, cell: number): () => unknown;
};

/** Takes two messages in a thread of its own, and tells them. */
const TAKER = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { inbox } = await import(workerData.url);
  const take = inbox(workerData.port, new Int32Array(workerData.cells), 0);
  parentPort.postMessage([take(), take()]);
`;

async function untilWoken(counts: Int32Array): Promise<void> {
  while (Atomics.notify(counts, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 2));
}

test('a waking call that comes late, or for nothing, is no message', async () => {
  const { port1, port2 } = new MessageChannel();
  const cells = new SharedArrayBuffer(4);
  const counts = new Int32Array(cells);
  const taker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(TAKER)}`), {
    workerData: { url, port: port2, cells },
    transferList: [port2],
  });
  const told = once(taker, 'message');
  await untilWoken(counts);
  post(port1, counts, 0, 'first');
  await untilWoken(counts);
  await untilWoken(counts);
  post(port1, counts, 0, 'second');
  expect(await told).toEqual([['first', 'second']]);
  port1.close();
});

test('messages that came before anybody waited are taken in their order', () => {
  const { port1, port2 } = new MessageChannel();
  const counts = new Int32Array(new SharedArrayBuffer(8));
  for (const message of [1, 2, 3]) post(port1, counts, 1, message);
  const take = inbox(port2, counts, 1);
  expect([take(), take(), take()]).toEqual([1, 2, 3]);
  port1.close();
});
