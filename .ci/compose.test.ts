import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '#lib/infra/config';
import { chooseQueues } from '#lib/jobs/job';
import { webArguments } from '../cli/start/serve-web.ts';

// No container engine is needed: the file is held against the schema of the Compose specification and against what it
// promises.

interface Service {
  build?: string | { context: string; target?: string };
  cap_add?: string[];
  cap_drop?: string[];
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string; pids?: number } } };
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  image: string;
  networks: string[];
  ports?: string[];
  privileged?: boolean;
  read_only?: boolean;
  restart?: string;
  security_opt?: string[];
  user?: string;
  volumes?: string[];
}

const project = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(project, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });
const services: Record<string, Service> = compose.services;
const all = Object.entries(services);
const lasting = all.filter(([, service]) => service.restart === 'unless-stopped');
const service = (name: string) => services[name] as Service;

test('the file is valid by the Compose specification', () => {
  const schema = JSON.parse(read('node_modules/dclint/schemas/compose.schema.json'));
  // It writes the name of its draft in a way that ajv does not know.
  delete schema.$schema;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.validate(schema, compose);
  expect(ajv.errors).toBeNull();
});

test('everything that the product needs is there', () => {
  expect(Object.keys(services).sort()).toEqual(
    ['bucket', 'importer', 'migrate', 'postgres', 'redis', 's3', 'web', 'worker'].sort(),
  );
  expect(lasting.map(([name]) => name).sort()).toEqual([
    'importer',
    'postgres',
    'redis',
    's3',
    'web',
    'worker',
  ]);
});

describe.each(all)('%s', (_name, service) => {
  test('is limited in memory, processor and processes', () => {
    const limits = service.deploy?.resources?.limits;
    expect(limits?.memory).toMatch(/^\d+[mg]$/);
    expect(Number(limits?.cpus)).toBeGreaterThan(0);
    expect(limits?.pids).toBeGreaterThan(0);
  });

  test('is not root, has no capability and cannot win any', () => {
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.cap_add).toBeUndefined();
    expect(service.privileged).toBeUndefined();
    expect(service.security_opt).toContain('no-new-privileges:true');
  });

  test('cannot change its own files', () => {
    expect(service.read_only).toBe(true);
    for (const volume of service.volumes ?? []) {
      const source = volume.split(':')[0] as string;
      expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  test('names images by version', () => {
    expect(service.image).toMatch(service.build ? /^imagenest(-s3)?$/ : /:.*\d/);
  });

  test('waits for what is there, until it works', () => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(services).toHaveProperty(other);
      const once = !lasting.some(([name]) => name === other);
      expect(condition).toBe(once ? 'service_completed_successfully' : 'service_healthy');
    }
  });
});

test.each(lasting)('%s says whether it is well', (_name, service) => {
  expect(service.healthcheck?.test.length).toBeGreaterThan(1);
});

test('a worker reaches the database, the queue and the storage, and nothing else', () => {
  const network = service('worker').networks;
  expect(network).toEqual(['worker-stores']);
  expect(compose.networks['worker-stores']).toEqual({ internal: true });
  const reached = all.filter(([, other]) => other.networks.includes('worker-stores')).map(([name]) => name);
  expect(reached.sort()).toEqual(['importer', 'postgres', 'redis', 's3', 'worker']);
  expect(service('worker').ports).toBeUndefined();
});

test.each(['worker', 'importer'])('%s has no secret of the web server', (name) => {
  const given = Object.keys(service(name).environment ?? {});
  expect(given.filter((key) => /^(NEXTAUTH|GITHUB|GOOGLE|ORCID|SMTP)/.test(key))).toEqual([]);
});

test('worker and importer take every queue between them, and none twice', () => {
  const taken = ['worker', 'importer'].flatMap((name) =>
    String(service(name).environment?.WORKER_QUEUES).split(','),
  );
  expect(taken.toSorted()).toEqual(chooseQueues().toSorted());
  expect(service('importer').environment?.WORKER_QUEUES).toBe('imports');
});

test('only the web server has a door to the outside, by default on this machine alone', () => {
  expect(all.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['web']);
  expect(service('web').ports).toEqual([`\${BIND:-127.0.0.1:3000}:3000`]);
  expect(all.filter(([, { networks }]) => networks.includes('outside')).map(([name]) => name)).toEqual([
    'web',
    'importer',
  ]);
});

test('no secret stands in the file', () => {
  const secret = /(PASSWORD|SECRET|KEY|TOKEN|AUTH|ACCESS)/;
  for (const [, { environment }] of all)
    for (const [name, value] of Object.entries(environment ?? {}))
      if (secret.test(name) && name !== 'NEXTAUTH_URL') expect(value).toMatch(/^\$\{[A-Z0-9_]+:(\?.+|-)\}$/);
});

test('web and worker are given a configuration that they accept', () => {
  for (const name of ['web', 'worker', 'importer', 'migrate']) {
    const filled = Object.entries(service(name).environment ?? {}).map(([key, value]) => [
      key,
      value
        .replace(/\$\{NEXTAUTH_URL[^}]*\}/, 'https://imagenest.example.org')
        .replaceAll(/\$\{\w+:-\}/g, '')
        .replaceAll(/\$\{\w+:\?[^}]*\}/g, 'secret'),
    ]);
    const found = parseConfig(Object.fromEntries(filled));
    expect(found.DATABASE_URL).toBe('postgresql://imagenest:secret@postgres:5432/imagenest');
  }
});

test('the files that its commands name are in the project and in the image', () => {
  const taken = read('.dockerignore');
  for (const name of ['worker', 'migrate'])
    for (const word of service(name).command ?? [])
      if (word.includes('/')) {
        expect(existsSync(path.join(project, word)), word).toBe(true);
        expect(taken).toContain(`!${word.split('/')[0]}\n`);
      }
  for (const [, file] of read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm))
    for (const word of (file as string).split(' '))
      expect(existsSync(path.join(project, word)), word).toBe(true);
});

test('the image runs on glibc, as somebody who is not root', () => {
  const stages = [...read('Dockerfile').matchAll(/^FROM (\S+)(?: AS (\S+))?$/gm)];
  expect(stages.at(-1)?.[2]).toBe('imagenest');
  for (const [, image] of stages) expect(image).not.toMatch(/alpine/);
  const last = read('Dockerfile').split('AS imagenest')[1];
  expect(last).toMatch(/^USER node$/m);
});

test('the image serves the product with the options that the command serves it with', () => {
  const command: string[] = JSON.parse(/^CMD (.+)$/m.exec(read('Dockerfile'))?.[1] ?? '[]');
  expect(command).toEqual(['node', ...webArguments('', '0.0.0.0', 3000)]);
});
