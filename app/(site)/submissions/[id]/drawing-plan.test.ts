import { expect, test } from 'vitest';
import type { AnatomyLayer, NetworkAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { planDrawing } from './drawing-plan';

const layers: AnatomyLayer[] = [
  { name: 'first', op: 'Conv', outputShape: [1, 64, 56, 56], parameters: 100, macs: 900 },
  { name: 'relu', op: 'Relu', outputShape: [1, 64, 56, 56], parameters: 0, macs: 0 },
  { name: 'second', op: 'Conv', outputShape: [1, 128, 28, 28], parameters: 300, macs: 100 },
  { name: 'last', op: 'Gemm', outputShape: [1, 10], parameters: 600, macs: 0 },
];
const anatomy: NetworkAnatomy = {
  input: { height: 112, width: 112, channels: 3 },
  inputFeatures: 37_632,
  hiddenLayers: 2,
  macs: 1_000,
  activations: 1,
  weightBytes: 4_000,
  precision: [],
  quantised: false,
  layerCount: layers.length,
  layers,
};
const profile: NetworkProfile = {
  ...{ batch: 1, threads: 1, height: 112, width: 112, runs: 3, secondsPerImage: 0.01, operators: [] },
  rows: [
    { name: 'relu_nchwc', op: 'Conv', layer: 0, share: 0.5 },
    { name: 'reorder', op: 'ReorderOutput', layer: 0, share: 0.1 },
    { name: 'second', op: 'Conv', layer: 2, share: 0.3 },
  ],
  other: { nodes: 1, share: 0.1 },
};

test('shares are of the whole, and a time that is not told stays unknown', () => {
  const { blocks } = planDrawing(anatomy, profile);
  expect(blocks.map(({ parameters }) => parameters)).toEqual([0.1, 0.3, 0.6]);
  expect(blocks.map(({ macs }) => macs)).toEqual([0.9, 0.1, 0]);
  expect(blocks.map(({ time }) => time)).toEqual([0.6, 0.3, null]);
  expect(planDrawing(anatomy, null).blocks.map(({ time }) => time)).toEqual([null, null, null]);
});

test('slabs are higher for larger images and thicker for more channels', () => {
  const { input, blocks } = planDrawing(anatomy, null);
  const [first, second] = blocks;
  expect(input.slab.height).toBeGreaterThan(first?.slab.height ?? 0);
  expect(first?.slab.height).toBeGreaterThan(second?.slab.height ?? 0);
  expect(second?.slab.thickness).toBeGreaterThan(first?.slab.thickness ?? 0);
  expect(input.lines.at(-1)).toBe('37,632 features');
});

test('what is unknown is drawn so', () => {
  const open = layers.map((layer) => ({ ...layer, outputShape: null, macs: null }));
  const { input, blocks } = planDrawing(
    { ...anatomy, input: null, inputFeatures: null, macs: null, layers: open },
    null,
  );
  expect([input, ...blocks].map(({ slab }) => slab.known)).toEqual([false, false, false, false]);
  expect(blocks.every(({ macs, lines }) => macs === null && lines.includes('size unknown'))).toBe(true);
});
