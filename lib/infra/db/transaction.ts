import type pg from 'pg';
import { pool } from './client.ts';

/**
 * Runs statements that Prisma cannot write in one transaction of the pool: commits what `work` gives, rolls everything back
 * where it throws.
 */
export async function transaction<Value>(work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool().connect();
  let broken: Error | undefined;
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
    // A connection that could not even roll back is not put back into the pool.
    client.release(broken);
  }
}
