import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { config } from '#lib/infra/config';
import { PrismaClient } from './generated/client.ts';

/** The statements of one transaction, or the database itself: what a query helper takes so that it serves both. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

interface Connections {
  pool: pg.Pool;
  db: PrismaClient;
}

// The development server reloads modules; one set of connections must outlive that.
const kept = globalThis as { imagenestDb?: Connections };

function connections(): Connections {
  kept.imagenestDb ??= connect();
  return kept.imagenestDb;
}

function connect(): Connections {
  const pool = new pg.Pool({
    connectionString: databaseUrl(),
    max: 16,
    // Statements that do not need each other's answers are sent together: one way to the database and back instead of one each.
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    // A new connection has to plan every statement anew: some ten times what leasing a page costs.
    idleTimeoutMillis: 600_000,
  });
  // An idle connection that the server closes must not end the process; the pool makes a new one at the next query.
  pool.on('error', () => {});
  // On a busy machine a transaction rather waits for its turn than fails what it belongs to.
  const transactionOptions = { maxWait: 30_000, timeout: 60_000 };
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions }) };
}

function databaseUrl(): string {
  const url = config().DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: there is no database to connect to');
  return url;
}

/** The database client. Connects at the first query; only lib/<domain>/server uses it. */
export function db(): PrismaClient {
  return connections().db;
}

/**
 * The pool beneath the client, for statements that Prisma cannot write. Its connections take many at once and answer them in order;
 * COPY goes over a connection of its own (`connectForCopy`).
 */
export function pool(): pg.Pool {
  return connections().pool;
}

/** A connection apart from the pool that takes COPY, which the pool's refuse. Who asks for it ends it. */
export async function connectForCopy(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl(), connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}

/** Ends all connections of this process. */
export async function closeDb(): Promise<void> {
  const open = kept.imagenestDb;
  kept.imagenestDb = undefined;
  if (!open) return;
  await open.db.$disconnect();
  await open.pool.end();
}

/** Whether the database answers. */
export async function pingDb(): Promise<boolean> {
  await connections().pool.query('SELECT 1');
  return true;
}
