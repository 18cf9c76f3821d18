import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { getChallenge } from '#lib/challenges/server/get-challenge';
import { db } from '#lib/infra/db/client';
import { colourImages } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { runCommand } from '../testing/run-command.ts';

const example = path.resolve(import.meta.dirname, '../../docs/ilsvrc.yaml');
const baselines = path.resolve(import.meta.dirname, '../../prisma/seed/demo/baselines');
const organiser = await makePerson('organiser', 'researcher');
await makeHeldOutVersion(organiser, 'everyday-nouns', await colourImages(6));
const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-challenge-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const apply = (file: string, as = organiser.email) =>
  runCommand('challenge', 'apply', '-f', file, '--as', as, '--json');

test('the challenge of the documents is made, and the same file twice changes nothing', async () => {
  const { code, output, errors } = await apply(example);
  expect(errors).not.toContain('error');
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ slug: 'ilsvrc-2027', created: true });
  expect(await getChallenge('ilsvrc-2027')).toMatchObject({
    metric: 'top5Error',
    phases: [
      { name: 'Development', opensAt: new Date('2027-05-01T04:00:00Z'), weeklyQuota: 7 },
      { name: 'Final', dailyQuota: null, totalQuota: 5, showsScores: false },
    ],
    publishedAt: new Date('2027-09-15T16:00:00Z'),
    tracks: [{ slug: 'provided' }, { slug: 'outside', outsideData: true }],
  });
  const rows = () =>
    db().challenge.findMany({ include: { phases: true, tracks: true, rulesVersions: true, audited: true } });
  const before = await rows();
  expect(JSON.parse((await apply(example)).output)).toMatchObject({ created: false, changed: [] });
  expect(await rows()).toEqual(before);
});

test('a mistake names its line, also one that only the database knows', async () => {
  const text = await readFile(example, 'utf8');
  const lineOf = (words: string) => text.slice(0, text.indexOf(words)).split('\n').length;
  const wrong = path.join(folder, 'wrong.yaml');
  await writeFile(wrong, text.replace('closesAt: 2027-09-08', 'closesAt: 2027-08-08'));
  const late = await apply(wrong);
  expect(late.code).toBe(2);
  expect(late.errors).toContain(`line ${lineOf('closesAt: 2027-09-08')}: phases.1.closesAt must be later`);
  await writeFile(wrong, text.replace('version: 1', 'version: 7'));
  const unknown = await apply(wrong);
  expect(unknown.errors).toContain(`no-such-version: Line ${lineOf('version: 1')}: There is no version 7`);
  expect((await apply(example, 'nobody@example.org')).errors).toContain('no-such-person');
  expect((await apply(path.join(folder, 'none.yaml'))).errors).toContain('no-such-file');
});

test('no baselines: those of the file are submitted once, however often it is applied', async () => {
  const file = path.join(folder, 'with-baselines.yaml');
  for (const name of ['chance.onnx', 'chance.preprocess.json']) {
    await copyFile(path.join(baselines, name), path.join(folder, name));
  }
  const text = (await readFile(example, 'utf8')).replace('slug: ilsvrc-2027', 'slug: with-baselines');
  const listed =
    '\nbaselines:\n  - name: Chance\n    model: chance.onnx\n    preprocess: chance.preprocess.json\n';
  await writeFile(file, text + listed);
  const first = JSON.parse((await apply(file)).output);
  expect(first.baselines).toHaveLength(1);
  expect(JSON.parse((await apply(file)).output)).toMatchObject({ changed: [], baselines: first.baselines });
  expect(await db().submission.count({ where: { entry: { challenge: { slug: 'with-baselines' } } } })).toBe(
    1,
  );
});
