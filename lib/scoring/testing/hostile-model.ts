import type { ModelRefusalCode } from '../refusals.ts';
import { linearNetwork } from './image-networks.ts';
import {
  buildOnnx,
  type DraftModel,
  type DraftNode,
  type DraftTensor,
  type DraftValue,
  int64Bytes,
} from './onnx-builder.ts';

/** A model that must be refused, and with which of the codes it may be. */
export interface HostileModel {
  name: string;
  codes: readonly ModelRefusalCode[];
  bytes(): Uint8Array;
}

/** Images that hostile models are made for: 3 x 8 x 8, 10 classes. */
export const IMAGE: DraftValue = { name: 'image', shape: ['N', 3, 8, 8] };
export const SCORES: DraftValue = { name: 'scores', shape: ['N', 10] };

export const good = (): DraftModel => linearNetwork();
export const changed = (change: Partial<DraftModel>) => () => buildOnnx({ ...good(), ...change });
export const ints = (name: string, values: readonly number[], dims = [values.length]): DraftTensor => ({
  name,
  dtype: 'int64',
  dims,
  raw: int64Bytes(values),
});
export const truth = (name: string): DraftTensor => ({
  name,
  dtype: 'bool',
  dims: [],
  raw: Uint8Array.of(1),
});

/** The good network with nodes between its scores and the output, which is named `scores` again. */
export function after(
  nodes: readonly DraftNode[],
  initializers: readonly DraftTensor[] = [],
  output = SCORES,
): DraftModel {
  const model = good();
  const inner = model.nodes.map((node) => ({
    ...node,
    outputs: node.outputs.map((name) => (name === 'scores' ? 'inner' : name)),
  }));
  return {
    ...model,
    nodes: [...inner, ...nodes],
    initializers: [...(model.initializers ?? []), ...initializers],
    outputs: [output],
  };
}
