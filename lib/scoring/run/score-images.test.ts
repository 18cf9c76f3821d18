import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePreprocessSpec } from '../preprocess/preprocess-spec.ts';
import { scoreImages } from './score-images.ts';

const DATA = '../shared/data';
const present = existsSync(`${DATA}/fashion/images`) && existsSync(`${DATA}/models`);

function fashion() {
  const classes = readFileSync(`${DATA}/models/classes.txt`, 'utf8').trim().split('\n');
  const files = classes.flatMap((name, truth) =>
    readdirSync(join(DATA, 'fashion/images', name)).map((file) => ({
      path: join(DATA, 'fashion/images', name, file),
      truth,
    })),
  );
  return { classes, files };
}

describe.skipIf(!present)('Fashion-MNIST', () => {
  test.each(['perceptron', 'mlp', 'cnn'])('%s scores as PyTorch does', async (name) => {
    const { classes, files } = fashion();
    const reference = JSON.parse(readFileSync(`${DATA}/models/reference.json`, 'utf8'))[name];
    const { spec } = parsePreprocessSpec({ do_resize: false, image_mean: [0.286], image_std: [0.353] });
    const result = await scoreImages({
      model: `${DATA}/models/fashion-${name}.onnx`,
      preprocess: spec,
      classes,
      images: { count: files.length, read: (i) => readFile(files[i]?.path as string) },
      budget: { seconds: 60, memoryMb: 1024, threads: 2 },
      isolation: 'best',
      seed: 1,
    });
    const { top, guesses } = result.predictions;
    const right = (among: number) =>
      files.filter(({ truth }, i) => top.subarray(i * guesses, i * guesses + among).includes(truth)).length;
    expect(right(1) / files.length).toBeCloseTo(reference.top1_first_2000, 4);
    expect(right(5) / files.length).toBeCloseTo(reference.top5_first_2000, 4);
    expect(result.model.parameters).toBe(reference.parameters);
  });
});
