import { receiveMessageOnPort } from 'node:worker_threads';

/** Messages between two threads that block: each is posted first and counted afterwards, in a cell of `counts` for each direction. */

/** Posts a message and wakes whom waits for it. */
export function post(port, counts, cell, message, transfer = []) {
  port.postMessage(message, transfer);
  Atomics.add(counts, cell, 1);
  Atomics.notify(counts, cell);
}

/** Gives what takes messages one by one, blocking until the next has come. */
export function inbox(port, counts, cell) {
  let taken = 0;
  return () => {
    // The call that counted the last message may wake us only now, before the next has come: what the cell says counts.
    while (Atomics.load(counts, cell) === taken) Atomics.wait(counts, cell, taken);
    taken++;
    return receiveMessageOnPort(port).message;
  };
}
