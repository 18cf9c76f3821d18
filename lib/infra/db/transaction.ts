import type pg from 'pg';
import { withConnection } from './with-connection.ts';

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
  return withConnection(async (client, drop) => {
    try {
      await client.query('BEGIN');
      const value = await work(client);
      await client.query('COMMIT');
      return value;
    } catch (error) {
      // One that cannot even roll back would carry this transaction to whoever takes it next.
      await client.query('ROLLBACK').catch(drop);
      throw error;
    }
  });
}
