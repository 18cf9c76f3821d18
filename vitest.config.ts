import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const folders = '{app,bench,cli,e2e,lib,prisma,workers}';
const exclude = ['**/node_modules/**', '**/.next/**', '**/.data/**'];
const cores = 2;

/** Tests on a real PostgreSQL: the cluster is started once, each file has a database of its own. */
const onPostgres = {
  exclude,
  globalSetup: ['lib/testing/start-cluster.ts'],
  setupFiles: ['lib/testing/own-database.ts'],
  pool: 'forks' as const,
  maxWorkers: cores,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

const redis = spawnSync('redis-server', ['--version']).status === 0;

export default defineConfig({
  resolve: {
    alias: {
      '@': path.resolve(import.meta.dirname, 'app'),
      // Throws outside a React server.
      'server-only': path.resolve(import.meta.dirname, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx}`, '.ci/*.test.ts'],
          exclude,
          env: { LOG_LEVEL: 'silent' },
          maxWorkers: cores,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: [`${folders}/**/*.itest.ts`], ...onPostgres },
      },
      // What puts jobs into the queue or takes them out, once more with the queue on Redis.
      ...(redis
        ? [
            {
              extends: true as const,
              test: { name: 'redis', include: [`${folders}/**/*.queue.itest.ts`], ...onPostgres },
            },
          ]
        : []),
    ],
  },
});
