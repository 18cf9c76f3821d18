import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { echoNetwork, linearNetwork } from '../testing/image-networks.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { type ExplainOptions, explainImage } from './explain-image.ts';
import { classProbabilities, probabilityForm } from './probabilities.ts';

const budget = { seconds: 60, memoryMb: 1024, threads: 1 };
const file = await sharp({
  create: { width: 8, height: 8, channels: 3, background: { r: 250, g: 20, b: 20 } },
})
  .png()
  .toBuffer();

const options = (rest: Partial<ExplainOptions>): ExplainOptions => ({
  model: buildOnnx(echoNetwork({ height: 1, width: 1 })),
  preprocess: {},
  classes: ['red', 'green', 'blue'],
  image: file,
  seed: 'one',
  batch: null,
  budget,
  isolation: 'best',
  ...rest,
});

describe('an explanation', () => {
  test('has the best guesses in order and a map of each, and says how far it is', async () => {
    const told: number[] = [];
    const { explanation, shown } = await explainImage(options({ onProgress: ({ done }) => told.push(done) }));
    expect(explanation.guesses.map(({ number }) => number)).toEqual([0, 1, 2]);
    expect(explanation.form).toBe('softmax');
    const sum = explanation.guesses.reduce((all, { probability }) => all + probability, 0);
    expect(sum).toBeCloseTo(1, 6);
    expect(explanation.maps).toHaveLength(3);
    expect(shown).toMatchObject({ width: 1, height: 1, channels: 3 });
    expect(told.at(-1)).toBe(explanation.runs);
  });

  test('maps the label too where it is none of the guesses', async () => {
    const classes = Array.from({ length: 12 }, (_, number) => `class ${number}`);
    const model = buildOnnx(linearNetwork({ classes: 12 }, 'Softmax'));
    const first = (await explainImage(options({ model, classes }))).explanation;
    expect(first.form).toBe('as-given');
    expect(first.maps).toHaveLength(5);
    const label = classes.findIndex((_, number) => !first.guesses.some((guess) => guess.number === number));
    const again = (await explainImage(options({ model, classes, label, batch: 3 }))).explanation;
    expect(again.guesses.map(({ number }) => number)).toEqual(first.guesses.map(({ number }) => number));
    expect(again.maps.at(-1)).toMatchObject({ number: label });
    expect(again.maps).toHaveLength(6);
  });

  test('of a question of yes or no has one probability', async () => {
    const model = buildOnnx(linearNetwork({ classes: 1 }, 'Sigmoid'));
    const { explanation } = await explainImage(options({ model, classes: ['dog'] }));
    expect(explanation.guesses).toHaveLength(1);
    expect(explanation.guesses[0]?.probability).toBeGreaterThan(0);
    expect(explanation.guesses[0]?.probability).toBeLessThan(1);
  });

  test('ends when it is aborted', async () => {
    const stop = new AbortController();
    const model = buildOnnx(linearNetwork({ classes: 3 }));
    const run = explainImage(
      options({ model, signal: stop.signal, onProgress: () => stop.abort(new Error('over')) }),
    );
    await expect(run).rejects.toThrow('over');
  });

  test('refuses a file that is no image', async () => {
    const run = explainImage(options({ image: Buffer.from('no image') }));
    await expect(run).rejects.toMatchObject({ code: 'image-unreadable' });
  });
});

describe('probabilities', () => {
  const columns = Int32Array.from([1, -1, 0]);

  test('are taken as they are where they are such, else made by softmax over all outputs', () => {
    const given = Float32Array.from([0.25, 0.75]);
    expect(probabilityForm(given)).toBe('as-given');
    expect(classProbabilities(given, columns, 'as-given')).toEqual([0.75, 0, 0.25]);
    const scores = Float32Array.from([Math.log(1), Math.log(3), Math.log(4)]);
    expect(probabilityForm(scores)).toBe('softmax');
    const made = classProbabilities(scores, columns, 'softmax');
    expect(made[0]).toBeCloseTo(3 / 8, 6);
    expect(made[2]).toBeCloseTo(1 / 8, 6);
  });

  test('do not overflow', () => {
    expect(classProbabilities(Float32Array.from([1000, 0]), Int32Array.from([0, 1]), 'softmax')).toEqual([
      1, 0,
    ]);
  });

  test('a score of one output is even at 0, as the threshold of its errors is', () => {
    expect(probabilityForm(Float32Array.from([-2]))).toBe('logistic');
    expect(classProbabilities(Float32Array.from([0]), Int32Array.from([0]), 'logistic')).toEqual([0.5]);
  });
});
