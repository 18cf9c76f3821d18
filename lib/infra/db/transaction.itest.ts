import { expect, it } from 'vitest';
import { pool } from './client.ts';
import { transaction } from './transaction.ts';

it('refuses, and does not end the process, where its connection is lost in the middle', async () => {
  const escaped: unknown[] = [];
  const note = (error: unknown) => escaped.push(error);
  process.on('uncaughtException', note);
  const work = transaction(async (client) => {
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    await pool().query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    await client.query('SELECT pg_sleep(0.2)');
    await client.query('SELECT 1');
  });
  await expect(work).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 100));
  process.off('uncaughtException', note);
  expect(escaped).toEqual([]);
  // The pool gives a fresh connection afterwards.
  await expect(transaction((client) => client.query('SELECT 1'))).resolves.toBeDefined();
});
