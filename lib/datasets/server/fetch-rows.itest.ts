import { expect, test } from 'vitest';
import { transaction } from '#lib/infra/db/transaction';
import { fetchRows } from './fetch-rows.ts';

test('rows come one after another over several batches, two statements at once, and a failure is told', async () => {
  for (const count of [0, 1, 999, 1000, 1001, 3456]) {
    await transaction(async (client) => {
      const statement = 'SELECT n::int FROM generate_series(1, $1::int) AS n ORDER BY n';
      const one = fetchRows<{ n: number }>(client, statement, [count]);
      const other = fetchRows<{ n: number }>(client, statement, [count]);
      let seen = 0;
      for await (const { n } of one) {
        expect(n).toBe(++seen);
        expect((await other.next()).value).toEqual({ n });
      }
      expect(seen).toBe(count);
      expect((await other.next()).done).toBe(true);
    });
  }
  const broken = transaction(async (client) => {
    for await (const _ of fetchRows(client, 'SELECT 1 / (3 - n) FROM generate_series(1, $1::int) AS n', [5]));
  });
  await expect(broken).rejects.toThrow('division by zero');
});
