import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, inject } from 'vitest';

// Runs before each test file is imported: gives the file a database, a data folder and a queue of its own, and says so
// in the environment. Imports nothing that reads the configuration before that.

const clusterUrl = inject('clusterUrl');
const redisUrl = inject('redisUrl');
const name = `test_${randomUUID().replaceAll('-', '')}`;
const dataFolder = await mkdtemp(path.join(inject('folder'), 'data-'));

async function onCluster(sql: string): Promise<void> {
  const client = new pg.Client(clusterUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

await onCluster(`CREATE DATABASE ${name} TEMPLATE template_imagenest STRATEGY file_copy`);
const databaseUrl = new URL(clusterUrl);
databaseUrl.pathname = name;

process.env.DATABASE_URL = databaseUrl.href;
process.env.DATA_DIR = dataFolder;
process.env.NEXTAUTH_SECRET = 'a secret of the tests, long enough to sign with';
process.env.LOG_LEVEL = 'silent';
for (const variable of ['STORAGE_URL', 'S3_ENDPOINT', 'SMTP_URL', 'NEXTAUTH_URL', 'REDIS_URL'])
  delete process.env[variable];

if (redisUrl) {
  const url = `${redisUrl}/${process.env.VITEST_POOL_ID ?? 0}`;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  process.env.REDIS_URL = url;
}

afterAll(async () => {
  const { closeQueues } = await import('#lib/jobs/enqueue');
  const { closeDb } = await import('#lib/infra/db/client');
  await closeQueues();
  await closeDb();
  await onCluster(`DROP DATABASE ${name} WITH (FORCE)`);
  await rm(dataFolder, { recursive: true, force: true });
});
