import type pg from 'pg';

/** Rows that are in memory at a time. */
const BATCH = 1000;
let cursors = 0;

/** The rows of a statement one after another, however many there are, by a cursor of the transaction that `client` is in. */
export async function* fetchRows<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  statement: string,
  values: readonly unknown[],
): AsyncGenerator<Row> {
  const cursor = `rows_${cursors++}`;
  // All rows are wanted soon, not the first at once.
  await client.query('SET LOCAL cursor_tuple_fraction = 1');
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${statement}`, [...values]);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${BATCH} FROM ${cursor}`);
    yield* rows;
    if (rows.length < BATCH) break;
  }
  await client.query(`CLOSE ${cursor}`);
}
