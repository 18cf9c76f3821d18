import type pg from 'pg';
import { withConnection, withCopyConnection } from './with-connection.ts';

const DEADLOCK = '40P01';
const TRIES = 3;

/**
 * Runs statements that Prisma cannot write in one transaction: commits what `work` gives, rolls everything back where it throws.
 * Where PostgreSQL ended it to resolve a deadlock, `work` is run again: it must do nothing but its statements. Statements that do
 * not need each other's answers may be sent together (`sentTogether`); they run in the order in which they were sent.
 */
export async function transaction<Value>(work: (client: pg.ClientBase) => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries++) {
    try {
      return await withConnection((client, drop) => once(client, drop, work));
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || tries === TRIES) throw error;
    }
  }
}

/** A transaction that may COPY. It is run once. */
export function copyTransaction<Value>(work: (client: pg.ClientBase) => Promise<Value>): Promise<Value> {
  return withCopyConnection((client, drop) => once(client, drop, work));
}

async function once<Value>(
  client: pg.ClientBase,
  drop: (why: Error) => void,
  work: (client: pg.ClientBase) => Promise<Value>,
): Promise<Value> {
  try {
    await client.query('BEGIN');
    const value = await work(client);
    // Where a statement failed and nobody said so, PostgreSQL rolls back and calls that no error.
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('a statement of a transaction failed, and its work went on');
    return value;
  } catch (error) {
    // One that cannot even roll back would carry this transaction to whoever takes it next.
    await client.query('ROLLBACK').catch(drop);
    throw error;
  }
}
