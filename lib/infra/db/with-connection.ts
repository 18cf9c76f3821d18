import type pg from 'pg';
import { connectForCopy, pool } from './client.ts';

/** Says that a connection is not fit to be used again: it is closed instead of put back into the pool. */
type Drop = (why: Error) => void;

/**
 * Runs `work` on one connection of the pool, for what belongs to a connection: transactions and locks that go with it. It is put
 * back afterwards, or closed where it was lost or `work` dropped it.
 */
export async function withConnection<Value>(
  work: (client: pg.PoolClient, drop: Drop) => Promise<Value>,
): Promise<Value> {
  const client = await pool().connect();
  return whileHeld(client, work, (broken) => client.release(broken));
}

/** The same on a connection that takes COPY; it is closed afterwards. */
export async function withCopyConnection<Value>(
  work: (client: pg.Client, drop: Drop) => Promise<Value>,
): Promise<Value> {
  const client = await connectForCopy();
  return whileHeld(client, work, () => client.end().catch(() => {}));
}

async function whileHeld<Client extends pg.ClientBase, Value>(
  client: Client,
  work: (client: Client, drop: Drop) => Promise<Value>,
  release: (broken?: Error) => unknown,
): Promise<Value> {
  let broken: Error | undefined;
  const drop = (why: Error) => {
    broken = why;
  };
  // A connection that is lost says so twice: its statement is refused, which we hear, and this event, which would
  // otherwise end the process.
  client.on('error', drop);
  try {
    return await work(client, drop);
  } finally {
    await release(broken);
    client.off('error', drop);
  }
}
