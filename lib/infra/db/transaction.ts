import type pg from 'pg';
import { pool } from './client.ts';

const DEADLOCK = '40P01';
const TRIES = 3;

/**
 * Runs statements that Prisma cannot write in one transaction of the pool: commits what `work` gives, rolls everything back
 * where it throws. Where PostgreSQL ended it to resolve a deadlock, `work` is run again: it must do nothing but its
 * statements.
 */
export async function transaction<Value>(work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries++) {
    try {
      return await once(work);
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || tries === TRIES) throw error;
    }
  }
}

async function once<Value>(work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool().connect();
  let broken: Error | undefined;
  // A connection that is lost says so twice: its statement is refused, which we hear, and this event, which would
  // otherwise end the process.
  const lost = (error: Error) => {
    broken = error;
  };
  client.on('error', lost);
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.off('error', lost);
    // A connection that was lost or could not even roll back is not put back into the pool.
    client.release(broken);
  }
}
