import { readdirSync, readFileSync } from 'node:fs';
import type { PreprocessSpec } from '#lib/scoring/preprocess/preprocess-spec';
import { readPreprocess } from '#lib/scoring/preprocess/presets';
import { linearNetwork } from '#lib/scoring/testing/image-networks';
import { mobileNetV2, resNet18, squeezeNet } from '#lib/scoring/testing/known-networks';
import { buildOnnx, type DraftModel } from '#lib/scoring/testing/onnx-builder';

/** A network that is measured, and the pictures that it is given. */
export interface BenchNetwork {
  name: string;
  model(): Uint8Array;
  preprocess: PreprocessSpec;
  classes: string[];
  /** Width and height of its pictures; left out, those of a photograph of ImageNet. */
  picture?: [width: number, height: number];
}

const BASELINES = new URL('../../prisma/seed/demo/baselines/', import.meta.url);

const photographic = (name: string, draft: () => DraftModel): BenchNetwork => ({
  name,
  model: () => buildOnnx(draft()),
  preprocess: readPreprocess('torchvision').spec,
  classes: Array.from({ length: 1_000 }, (_, i) => `class ${i}`),
});

const baseline = (name: string): BenchNetwork => ({
  name: `demo-${name}`,
  model: () => readFileSync(new URL(`${name}.onnx`, BASELINES)),
  preprocess: readPreprocess(readFileSync(new URL(`${name}.preprocess.json`, BASELINES), 'utf8')).spec,
  classes: readFileSync(new URL('labels.txt', BASELINES), 'utf8').trim().split('\n'),
  picture: [256, 256],
});

/** Networks shaped as known ones, with random weights, and the baselines of the demo. */
export const BENCH_NETWORKS: readonly BenchNetwork[] = [
  photographic('squeezenet', squeezeNet),
  photographic('mobilenet-v2', mobileNetV2),
  photographic('resnet-18', resNet18),
  ...readdirSync(BASELINES)
    .filter((file) => file.endsWith('.onnx'))
    .map((file) => baseline(file.replace(/\.onnx$/, ''))),
];

/** A perceptron on small pictures: what many images cost beside the network. */
const SMALL_NETWORK: BenchNetwork = {
  name: 'small',
  model: () => buildOnnx(linearNetwork({ height: 32, width: 32 })),
  preprocess: { doResize: true, resizeTo: { height: 32, width: 32 } },
  classes: Array.from({ length: 10 }, (_, i) => `class ${i}`),
  picture: [40, 40],
};

/** The network of that name. */
export function networkNamed(name: string): BenchNetwork {
  const found = [...BENCH_NETWORKS, SMALL_NETWORK].find((network) => network.name === name);
  if (!found) throw new Error(`There is no network ${name}`);
  return found;
}
