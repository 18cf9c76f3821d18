import { expect, test } from 'vitest';
import { modelOfDraft } from '../testing/draft-model.ts';
import type { DraftNode } from '../testing/onnx-builder.ts';
import { matchLayers } from './match-layers.ts';

const node = (op: string, name: string, inputs: string[], output: string): DraftNode => ({
  op,
  name,
  inputs,
  outputs: [output],
});

const model = modelOfDraft({
  inputs: [{ name: 'image', shape: ['N', 3, 8, 8] }],
  nodes: [
    node('Shape', '/shape', ['image'], 'shape'),
    node('Conv', '/conv', ['image', 'w'], 'seen'),
    node('Relu', '/relu', ['seen'], '/relu/Relu_output_0'),
    node('Flatten', '', ['/relu/Relu_output_0'], 'flat'),
    node('Gemm', 'last', ['flat', 'v'], 'out'),
  ],
  outputs: [{ name: 'out' }],
  initializers: [
    { name: 'w', dims: [5, 3, 1, 1] },
    { name: 'v', dims: [320, 10] },
  ],
});

test('fused, renamed, unnamed and added nodes find their layers', () => {
  const places = matchLayers(model, [
    { index: 9, name: 'ReorderInput', op: 'ReorderInput' },
    { index: 10, name: '/relu/Relu_output_0_nchwc', op: 'Conv' },
    { index: 11, name: 'ReorderOutput_token_3', op: 'ReorderOutput' },
    { index: 3, name: 'Flatten_3', op: 'Flatten' },
    { index: 12, name: 'fused last', op: 'FusedGemm' },
  ]);
  expect(places).toEqual([null, 0, 0, 2, 3]);
});
