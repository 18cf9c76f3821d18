import { describe, expect, test } from 'vitest';
import { modelOfDraft } from '../testing/draft-model.ts';
import { alexNet, resNet18, squeezeNet } from '../testing/known-networks.ts';
import type { WeightMaker } from '../testing/network-drafter.ts';
import type { DraftModel } from '../testing/onnx-builder.ts';
import { describeNetwork } from './describe-network.ts';
import type { AnatomyLayer } from './network-anatomy.ts';
import { networkBlocks } from './network-blocks.ts';

const noData: WeightMaker = (name, dims) => ({ name, dims });
const layersOf = (draft: DraftModel) => describeNetwork(modelOfDraft(draft)).layers;
const layer = (
  name: string,
  op: string,
  outputShape: number[] | null,
  macs: number | null = 1,
): AnatomyLayer => ({
  name,
  op,
  outputShape,
  parameters: op === 'Relu' ? 0 : 10,
  macs,
});

/** Every layer is in one block, in order, and no figure is lost. */
function expectWhole(layers: readonly AnatomyLayer[], most: number) {
  const blocks = networkBlocks(layers, most);
  expect(blocks.length).toBeLessThanOrEqual(most);
  expect(blocks[0]?.from).toBe(0);
  expect(blocks.at(-1)?.to).toBe(layers.length);
  for (const [i, block] of blocks.entries()) if (i > 0) expect(block.from).toBe(blocks[i - 1]?.to);
  const sum = (of: { parameters: number }[]) => of.reduce((all, each) => all + each.parameters, 0);
  expect(sum(blocks)).toBe(sum([...layers]));
  return blocks;
}

describe('the blocks of a network', () => {
  test('are its layers where they are few: AlexNet', () => {
    const blocks = expectWhole(layersOf(alexNet(noData)), 15);
    expect(blocks.map(({ kind }) => kind).join(' ')).toBe(
      'convolution pool convolution pool convolution convolution convolution pool dense dense dense',
    );
    expect(blocks[0]?.form).toEqual({ kind: 'map', height: 55, width: 55, channels: 64 });
    expect(blocks[7]?.form).toEqual({ kind: 'map', height: 6, width: 6, channels: 256 });
    expect(blocks.at(-1)?.form).toEqual({ kind: 'flat', features: 1_000 });
  });

  test('are its stages where layers are many and their names say nothing: ResNet-18, SqueezeNet', () => {
    const stages = expectWhole(layersOf(resNet18(noData)), 15);
    expect(stages.map(({ form }) => (form.kind === 'map' ? form.height : form.kind))).toEqual([
      ...[112, 56, 56, 56, 28, 14, 7, 1],
      'flat',
    ]);
    expect(stages.map(({ working }) => working)).toEqual([1, 0, 2, 2, 5, 5, 5, 0, 1]);
    expectWhole(layersOf(squeezeNet(noData)), 15);
  });

  test('follow names as deep as fits', () => {
    const layers = [2, 3].flatMap((blocks, stage) =>
      Array.from({ length: blocks }, (_, block) =>
        ['conv1', 'conv2'].map((name) =>
          layer(`/layer${stage}/layer${stage}.${block}/${name}/Conv`, 'Conv', [1, 8, 4, 4]),
        ),
      ).flat(2),
    );
    expect(networkBlocks(layers, 9).map(({ name }) => name)).toEqual([
      'layer0.0',
      'layer0.1',
      'layer1.0',
      'layer1.1',
      'layer1.2',
    ]);
    expect(networkBlocks(layers, 4).map(({ name }) => name)).toEqual(['layer0', 'layer1']);
  });

  test('are what repeats where neither names nor sizes tell', () => {
    const turn = ['Conv', 'MatMul', 'Relu', 'Attention', 'MatMul'];
    const layers = Array.from({ length: 12 }, (_, i) =>
      turn.map((op, j) => layer(`n${i}_${j}`, op, [1, 197, 768 + j])),
    ).flat();
    const blocks = expectWhole([layer('first', 'Conv', [1, 197, 768]), ...layers], 15);
    expect(blocks.length).toBe(13);
    expect(blocks.slice(1).every(({ from, to }) => to - from === 5)).toBe(true);
  });

  test('say what is unknown', () => {
    const blocks = networkBlocks([layer('a', 'Conv', null, null), layer('b', 'Relu', null)], 15);
    expect(blocks).toMatchObject([{ form: { kind: 'unknown' }, macs: null, working: 1 }]);
  });

  test.each([0, 1, 14, 15, 16, 200, 1_999])('of %i layers are whole', (count) => {
    const layers = Array.from({ length: count }, (_, i) => layer(`n${i}`, 'Conv', [1, 3, i, i]));
    if (count === 0) expect(networkBlocks(layers, 15)).toEqual([]);
    else expectWhole(layers, 15);
  });
});
