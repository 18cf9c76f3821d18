import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linearNetwork } from '#lib/scoring/testing/image-networks';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';
import { runCommand } from '../testing/run-command.ts';

const DATA = path.resolve(import.meta.dirname, '../../../shared/data');
const IMAGES = path.join(DATA, 'fashion/images');
const CLASSES = path.join(DATA, 'models/classes.txt');
const present = existsSync(IMAGES) && existsSync(CLASSES);
const model = (name: string) => path.join(DATA, 'models', `fashion-${name}.onnx`);

async function symlinkFolders(into: string, folders: Record<string, string>): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const [name, from] of Object.entries(folders)) {
    await symlink(path.join(IMAGES, from), path.join(into, name));
  }
}

let folder: string;
let preprocess: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-evaluate-'));
  preprocess = path.join(folder, 'preprocess.json');
  await writeFile(
    preprocess,
    JSON.stringify({
      do_resize: false,
      rescale_factor: 1 / 255,
      image_mean: [0.286],
      image_std: [0.353],
      channels: 'L',
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!present)('on Fashion-MNIST', { timeout: 60_000 }, () => {
  const evaluate = (name: string, ...args: string[]) =>
    runCommand('evaluate', model(name), '--images', IMAGES, '--preprocess', preprocess, ...args);

  test.each(['perceptron', 'mlp', 'cnn'])('%s has the figures of PyTorch', async (name) => {
    const out = path.join(folder, `${name}.csv`);
    const cache = path.join(folder, 'cache');
    const args = ['--classes', CLASSES, '--predictions', out, '--cache', cache, '--json'];
    const { code, output } = await evaluate(name, ...args);
    expect(code).toBe(0);
    const reference = JSON.parse(readFileSync(path.join(DATA, 'models/reference.json'), 'utf8'))[name];
    const result = JSON.parse(output);
    expect(result).toMatchObject({
      images: 2_000,
      classes: 10,
      hierarchicalError: null,
      model: { parameters: reference.parameters, inputFeatures: 784 },
      preprocess: { channels: 'L', height: 28, width: 28 },
      timing: { cached: name === 'perceptron' ? 0 : 2_000 },
    });
    expect(result.top1).toBeCloseTo(reference.top1_first_2000, 4);
    expect(result.top5).toBeCloseTo(reference.top5_first_2000, 4);
    expect(result.top1Error).toBeCloseTo(1 - result.top1, 12);
    expect(result.top5Error).toBeCloseTo(1 - result.top5, 12);
    expect(result.confidence.top1[0]).toBeLessThan(result.top1);
    expect(result.confidence.top1[1]).toBeGreaterThan(result.top1);
    expect(result.model).not.toHaveProperty('layers');
    expect(Object.keys(result.perClass[0])).toEqual(['class', 'images', 'top1', 'top5']);

    const [head, ...rows] = readFileSync(out, 'utf8').trim().split('\n');
    expect(head).toMatch(/^image,class,guess1,.*,guess5,score1,.*,score5$/);
    const right = rows.map((row) => row.split(',')).filter(([, truth, guess]) => truth === guess);
    expect(right.length / rows.length).toBeCloseTo(result.top1, 12);
  });

  test('class folders that are no synsets are refused where the hierarchy is asked for', async () => {
    const { code, output, errors } = await evaluate('perceptron', '--hierarchy', 'wordnet', '--json');
    expect(code).toBe(2);
    expect(errors).toMatch(/^error: class-not-synset: .*"ankle-boot".*\n$/);
    expect(JSON.parse(output)).toEqual({
      error: { code: 'class-not-synset', message: errors.slice('error: class-not-synset: '.length).trim() },
    });
  });

  test('a broken image is named, and so is the number of classes that does not fit', async () => {
    const images = path.join(folder, 'broken');
    for (const name of readdirSync(IMAGES).slice(0, 9)) {
      const [file] = readdirSync(path.join(IMAGES, name)) as [string];
      await cp(path.join(IMAGES, name, file), path.join(images, name, file));
    }
    const args = ['evaluate', model('perceptron'), '--images', images, '--preprocess', preprocess];
    const few = await runCommand(...args);
    expect(few).toMatchObject({ code: 2, output: '' });
    expect(few.errors).toMatch(/^error: output-shape: .*"logits" is \[\?, 10\].*9 class folders.*\n$/);

    const bad = path.join(images, readdirSync(IMAGES)[9] as string, 'bad.png');
    await cp(preprocess, bad);
    const broken = await runCommand(...args);
    expect(broken.code).toBe(2);
    expect(broken.errors).toContain(`error: image-unreadable: ${bad}: `);
  });

  test('a model with one output says yes or no of the second folder, or of the class that is named', async () => {
    const images = path.join(folder, 'yes-no');
    await symlinkFolders(images, { no: 'bag', yes: 'coat' });
    const size = { channels: 1, height: 28, width: 28, classes: 1 };
    const file = path.join(folder, 'sigmoid.onnx');
    await writeFile(file, buildOnnx(linearNetwork(size, 'Sigmoid')));
    const out = path.join(folder, 'answers.csv');
    const run = async (...args: string[]) => {
      const { code, output, errors } = await runCommand('evaluate', file, '--images', images, ...args);
      expect(errors).not.toContain('error');
      expect(code).toBe(0);
      return output;
    };
    const result = JSON.parse(await run('--json', '--predictions', out));
    const rows = readFileSync(out, 'utf8').trim().split('\n').slice(1);
    const answers = rows
      .map((row) => row.split(','))
      .map(([, truth, guess, score]) => ({
        ...{ yes: truth === 'yes', said: guess === 'yes', score: Number(score) },
      }));
    const right = answers.filter(({ yes, said }) => yes === said).length / answers.length;
    const scoresOf = (wanted: boolean) =>
      answers.filter(({ yes }) => yes === wanted).map(({ score }) => score);
    let wins = 0;
    for (const a of scoresOf(true)) for (const b of scoresOf(false)) wins += a > b ? 1 : a === b ? 0.5 : 0;
    expect(result).toMatchObject({
      ...{ images: 413, classes: 2, positives: 219, threshold: 0.5, yes: 'yes' },
      ...{ top5: 1, top5Error: 0, hierarchicalError: null },
    });
    expect(result.top1).toBeCloseTo(right, 12);
    expect(result.top1Error).toBeCloseTo(1 - right, 12);
    expect(result.rocAuc).toBeCloseTo(wins / (scoresOf(true).length * scoresOf(false).length), 12);
    expect(result.confidence.top1).toEqual(result.confidence.accuracy);
    expect(result.perClass).toEqual([
      { class: 'no', images: 194, top1: expect.any(Number), top5: 1 },
      { class: 'yes', images: 219, top1: expect.any(Number), top5: 1 },
    ]);
    expect(await run()).toMatch(/219 in yes, which are yes, and 194 that are no\n.*\nerror .*\nROC AUC/);

    const one = path.join(folder, 'one.txt');
    await writeFile(one, 'no\n');
    const turned = JSON.parse(await run('--json', '--classes', one));
    expect(turned).toMatchObject({ yes: 'no', positives: 194 });
    expect(turned.rocAuc).toBeCloseTo(1 - result.rocAuc, 12);
    await writeFile(one, 'maybe\n');
    const lost = await runCommand('evaluate', file, '--images', images, '--classes', one);
    expect(lost.errors).toMatch(/^error: bad-class-list: .*maybe.*no, yes/);
  });

  test('with synset ids as class folders the hierarchical error is told', async () => {
    const images = path.join(folder, 'synsets');
    await cp(path.join(IMAGES, 'bag'), path.join(images, 'n02084071'), { recursive: true });
    await symlink(path.join(IMAGES, 'coat'), path.join(images, 'n02114100'));
    // Ten outputs; what the model calls bag and coat are dog and wolf, and the others lie elsewhere.
    const ids =
      'n02121620 n04398044 n02123045 n02123394 n02114100 n02129165 n02129604 n02128385 n02084071 n02130308';
    const classes = path.join(folder, 'synsets.txt');
    await writeFile(classes, `${ids.split(' ').join('\tremark\n')}\n`);
    const { code, output, errors } = await runCommand(
      ...['evaluate', model('cnn'), '--images', images, '--preprocess', preprocess],
      ...['--classes', classes, '--hierarchy', 'wordnet', '--json'],
    );
    expect(code).toBe(0);
    expect(errors).toContain('warning: 8 of 10 classes have no folder');
    const result = JSON.parse(output);
    expect(result.hierarchicalError).toBeGreaterThanOrEqual(0);
    expect(result.confidence.hierarchicalError).toHaveLength(2);
    expect(result.top1).toBeGreaterThan(0.8);
    const unseen = result.perClass.find((row: { class: string }) => row.class === 'n02121620');
    expect(unseen).toEqual({ class: 'n02121620', images: 0, top1: null, top5: null });
  });
});
