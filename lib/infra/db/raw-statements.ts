import type pg from 'pg';
import { Prisma } from './generated/client.ts';

/** What a helper needs that runs statements in whatever transaction it is called in: Prisma's, or one of `transaction`. */
export interface RawStatements {
  /** Runs a statement and gives the number of rows it touched. */
  $executeRaw(statement: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
}

/** Prisma's tagged statements on a connection of the pool, so that they share a transaction with COPY. */
export function rawStatementsOn(client: pg.ClientBase): RawStatements {
  return {
    async $executeRaw(statement, ...values) {
      const { text, values: parameters } = Prisma.sql(statement, ...values);
      return (await client.query(text, parameters)).rowCount ?? 0;
    },
  };
}
