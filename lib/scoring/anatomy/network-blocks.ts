import type { AnatomyLayer } from './network-anatomy.ts';
import { type Span, sharedName, splitAnyhow } from './split-layers.ts';
import { type ValueForm, valueForm } from './value-form.ts';

/** What most of a block's work is. */
export type BlockKind = 'convolution' | 'dense' | 'product' | 'pool' | 'other';

/** Layers that stand together in a drawing of the network. */
export interface NetworkBlock {
  /** Its layers: from `from` up to but without `to`. */
  from: number;
  to: number;
  /** What the names of its layers share; empty where they share nothing. */
  name: string;
  kind: BlockKind;
  /** Layers that multiply and add. */
  working: number;
  /** What comes out of it. */
  form: ValueForm;
  parameters: number;
  /** Null where one of them is unknown. */
  macs: number | null;
}

const KINDS: Readonly<Record<string, BlockKind>> = {
  Conv: 'convolution',
  ConvInteger: 'convolution',
  ConvTranspose: 'convolution',
  QLinearConv: 'convolution',
  DeformConv: 'convolution',
  Gemm: 'dense',
  Attention: 'product',
  Einsum: 'product',
  MatMul: 'product',
  MatMulInteger: 'product',
  QLinearMatMul: 'product',
  MaxPool: 'pool',
  AveragePool: 'pool',
  GlobalAveragePool: 'pool',
  GlobalMaxPool: 'pool',
  LpPool: 'pool',
  GlobalLpPool: 'pool',
};

/** A product with weights on features alone is a dense layer, whatever the exporter writes it as. */
function kindOf({ op, parameters, outputShape }: AnatomyLayer): BlockKind {
  if (op === 'MatMul' && parameters > 0 && outputShape?.length === 2) return 'dense';
  return KINDS[op] ?? 'other';
}

const computes = (layer: AnatomyLayer) => !['pool', 'other'].includes(kindOf(layer));

function describeBlock(layers: readonly AnatomyLayer[], { from, to }: Span, single: boolean): NetworkBlock {
  const own = layers.slice(from, to);
  const named = own.filter((layer) => kindOf(layer) !== 'other');
  const heaviest = own.reduce((best, layer) => ((layer.macs ?? 0) > (best.macs ?? 0) ? layer : best));
  const main = named.find(computes) ?? named[0] ?? own[0];
  const name = sharedName(named.length > 0 ? named : own);
  // What follows the last that computes may be the beginning of the next block already.
  const within = own.filter((layer) => layer.name.split('/').includes(name));
  const known = (within.length > 0 ? within : own).findLast((layer) => (layer.outputShape?.length ?? 0) > 1);
  return {
    from,
    to,
    name: name || (single ? (main?.name ?? '') : ''),
    kind: kindOf(heaviest.macs ? heaviest : (main ?? heaviest)),
    working: own.filter(computes).length,
    // Of a single layer and what follows it the picture is the layer's own; a group is drawn by what it hands on.
    form: valueForm((single ? main : known)?.outputShape ?? null),
    parameters: own.reduce((sum, layer) => sum + layer.parameters, 0),
    macs: own.reduce<number | null>(
      (sum, { macs }) => (sum === null || macs === null ? null : sum + macs),
      0,
    ),
  };
}

/** Each layer that computes or pools, with the layers after it that only touch up what it gives. */
function unitsOf(layers: readonly AnatomyLayer[]): Span[] {
  const starts = layers.flatMap((layer, at) => (kindOf(layer) === 'other' ? [] : [at]));
  if (starts.length === 0) return layers.length === 0 ? [] : [{ from: 0, to: layers.length }];
  return starts.map((start, i) => ({ from: i === 0 ? 0 : start, to: starts[i + 1] ?? layers.length }));
}

/**
 * Groups the layers of a network into at most `most` blocks to be drawn: each layer that computes or pools for itself
 * where they are few enough; else by what their names share, by the size of what comes out, or by what repeats, as far
 * down as fits, blocks of like size together.
 */
export function networkBlocks(layers: readonly AnatomyLayer[], most: number): NetworkBlock[] {
  const units = unitsOf(layers);
  if (units.length <= most) return units.map((run) => describeBlock(layers, run, true));
  const runs = splitAnyhow(layers, units, most);
  const starts = new Set(units.map(({ from }) => from));
  const inside = ({ from, to }: Span) => [...starts].filter((start) => start >= from && start < to).length;
  return runs.map((run) => describeBlock(layers, run, inside(run) <= 1));
}
