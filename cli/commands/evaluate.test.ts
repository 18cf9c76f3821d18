import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

const DATA = path.resolve(import.meta.dirname, '../../../shared/data');
const IMAGES = path.join(DATA, 'fashion/images');
const CLASSES = path.join(DATA, 'models/classes.txt');
const present = existsSync(IMAGES) && existsSync(CLASSES);
const model = (name: string) => path.join(DATA, 'models', `fashion-${name}.onnx`);

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
