import { beforeAll, describe, expect, it } from 'vitest';
import { pool } from './client.ts';
import { sentTogether } from './sent-together.ts';
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

describe('statements sent together', () => {
  const keep = (name: string, values: unknown[]) => ({
    name,
    text: `INSERT INTO kept_notes (id, note) VALUES ($1, $2) RETURNING id, '${name}' AS by`,
    values,
  });
  const notes = async () => (await pool().query('SELECT id FROM kept_notes ORDER BY id')).rows;

  beforeAll(async () => {
    await pool().query('CREATE TABLE kept_notes (id int PRIMARY KEY, note text)');
  });

  it('are answered each with its own rows, and see what those before them wrote', async () => {
    const found = await transaction((client) =>
      sentTogether(
        Array.from({ length: 50 }, (_, id) => [
          client.query(keep('keep-one', [id, 'x'.repeat(id * 100)])),
          client.query(keep('keep-other', [1000 + id, ''])),
          client.query('SELECT count(*)::int AS count, max(length(note)) AS longest FROM kept_notes'),
        ]).flat(),
      ),
    );
    const expected = Array.from({ length: 50 }, (_, id) => [
      [{ id, by: 'keep-one' }],
      [{ id: 1000 + id, by: 'keep-other' }],
      [{ count: 2 * id + 2, longest: id * 100 }],
    ]).flat();
    expect(found.map(({ rows }) => rows)).toEqual(expected);
    await pool().query('TRUNCATE kept_notes');
  });

  it('keep nothing where one of them fails, say which, and leave the connection fit for the same again', async () => {
    const escaped: unknown[] = [];
    const note = (error: unknown) => escaped.push(error);
    process.on('unhandledRejection', note);
    const connections: number[] = [];
    const send = (second: number) =>
      transaction(async (client) => {
        const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
        connections.push(rows[0].pid);
        // The names are new to the connection: those after the failing one are not prepared by it.
        await sentTogether([
          client.query(keep('first-note', [1, ''])),
          client.query(keep('second-note', [second, ''])),
          client.query(keep('third-note', [3, ''])),
          client.query(keep('third-note', [4, ''])),
        ]);
      });
    const error = await send(1).catch((refused) => refused);
    expect(error).toMatchObject({ code: '23505' });
    expect(await notes()).toEqual([]);
    await send(2);
    expect(connections[1]).toBe(connections[0]);
    expect(await notes()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
    process.off('unhandledRejection', note);
    expect(escaped).toEqual([]);
    await pool().query('TRUNCATE kept_notes');
  });

  it('are refused as a whole where a failure was passed over', async () => {
    const work = transaction(async (client) => {
      await client.query(keep('first-note', [1, '']));
      await client.query(keep('first-note', [1, ''])).catch(() => {});
    });
    await expect(work).rejects.toThrow('a statement of a transaction failed');
    expect(await notes()).toEqual([]);
  });

  it('all fail where the connection is lost under them', async () => {
    const outcomes: string[] = [];
    const work = transaction(async (client) => {
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      const sent = [
        client.query(keep('first-note', [1, ''])),
        client.query('SELECT pg_sleep(5)'),
        client.query(keep('second-note', [2, ''])),
      ];
      const all = Promise.allSettled(sent);
      await pool().query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      outcomes.push(...(await all).map(({ status }) => status));
    });
    await expect(work).rejects.toThrow();
    expect(outcomes).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await notes()).toEqual([]);
  });

  it('are run again together where PostgreSQL ended them for a deadlock', async () => {
    await pool().query('INSERT INTO kept_notes VALUES (1, 0), (2, 0)');
    let tries = 0;
    let met: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      met = resolve;
    });
    let waiting = 0;
    const raise = (ids: [number, number]) =>
      transaction(async (client) => {
        tries++;
        const add = (id: number) => ({
          name: 'raise-note',
          text: 'UPDATE kept_notes SET note = note::int + 1 WHERE id = $1',
          values: [id],
        });
        await client.query(add(ids[0]));
        if (++waiting === 2) met();
        await both;
        await sentTogether([
          client.query(add(ids[1])),
          client.query('SELECT 1'),
          client.query(keep('first-note', [ids[0] * 10, ''])),
        ]);
      });
    await Promise.all([raise([1, 2]), raise([2, 1])]);
    expect(tries).toBe(3);
    const { rows } = await pool().query('SELECT id, note FROM kept_notes WHERE id < 10 ORDER BY id');
    expect(rows).toEqual([
      { id: 1, note: '2' },
      { id: 2, note: '2' },
    ]);
    expect((await notes()).length).toBe(4);
  });
});
