import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataPath, parseConfig } from '#lib/infra/config';

describe('parseConfig', () => {
  test('an empty environment is enough', () => {
    expect(parseConfig({})).toMatchObject({
      DATA_DIR: '.data',
      PORT: 3000,
      HOST: '127.0.0.1',
      SCORER_ISOLATION: 'best',
      LOG_LEVEL: 'info',
    });
    expect(parseConfig({})).not.toHaveProperty('DATABASE_URL', expect.anything());
  });

  test('a variable set to nothing is as good as not set', () => {
    const found = parseConfig({
      DATABASE_URL: '',
      REDIS_URL: '  ',
      STORAGE_URL: '',
      GITHUB_ID: '',
      SMTP_URL: '',
    });
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'STORAGE_URL', 'GITHUB_ID', 'SMTP_URL'] as const)
      expect(found[name]).toBeUndefined();
  });

  test.each([
    ['DATABASE_URL', 'postgres://u:p@db:5432/imagenest'],
    ['DATABASE_URL', 'postgresql://u:p@127.0.0.1/imagenest?sslmode=require'],
    ['REDIS_URL', 'redis://127.0.0.1:6379/3'],
    ['REDIS_URL', 'rediss://:secret@cache:6380'],
    ['STORAGE_URL', 'file:.data/blobs'],
    ['STORAGE_URL', 's3://bucket/prefix'],
    ['S3_ENDPOINT', 'http://s3:9000'],
    ['SMTP_URL', 'smtps://user:secret@mail.example.org'],
    ['HOST', '0.0.0.0'],
  ])('%s may be %s', (name, value) => {
    expect(parseConfig({ [name]: value })).toHaveProperty([name], value);
  });

  test.each([
    ['DATABASE_URL', 'mysql://u:p@db/imagenest'],
    ['DATABASE_URL', 'localhost'],
    ['REDIS_URL', 'http://127.0.0.1:6379'],
    ['STORAGE_URL', '/var/blobs'],
    ['STORAGE_URL', 's3://'],
    ['S3_ENDPOINT', 'minio'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['HOST', ''],
    ['SMTP_URL', 'mail.example.org'],
    ['WORKER_CONCURRENCY', '0'],
    ['WORKER_CONCURRENCY', 'many'],
    ['SCORER_MEMORY_MB', '1'],
    ['SCORER_ISOLATION', 'none'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused by its name', (name, value) => {
    expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`${name}: .`));
  });

  test('all that is wrong is named at once, and no value is repeated', () => {
    const wrong = { PORT: 'x', REDIS_URL: 'http://:hunter2@cache' };
    expect(() => parseConfig(wrong)).toThrow(/REDIS_URL: .*PORT: /);
    expect(() => parseConfig(wrong)).not.toThrow(/hunter2/);
  });
});

test('dataPath leads into the data folder and is absolute', () => {
  expect(dataPath('blobs', 'a')).toBe(path.resolve('.data/blobs/a'));
});
