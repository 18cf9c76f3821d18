import { z } from 'zod';
import type { OnnxModel } from '../onnx/onnx-model.ts';
import { describeNetwork } from './describe-network.ts';
import { describeWeights } from './describe-weights.ts';

const count = z.number().nonnegative();

const layerSchema = z.object({
  name: z.string(),
  op: z.string(),
  /** For one image; null where it cannot be inferred. */
  outputShape: z.array(z.number()).nullable(),
  parameters: count,
  /** Null where a shape is unknown. */
  macs: count.nullable(),
});

/** The anatomy of a network as it is kept with a submission. Figures are for one image. */
export const networkAnatomySchema = z.object({
  /** What goes in; null where the network and its preprocessing leave height and width open. */
  input: z.object({ height: count, width: count, channels: count }).nullable(),
  inputFeatures: count.nullable(),
  /** Layers with weights before the last one. */
  hiddenLayers: count,
  macs: count.nullable(),
  /** Elements of all layers' outputs. */
  activations: count.nullable(),
  weightBytes: count,
  precision: z.array(z.object({ dtype: z.string(), parameters: count, bytes: count })),
  quantised: z.boolean(),
  /** How many layers there are; `layers` has no more than the first 2,000 of them. */
  layerCount: count,
  layers: z.array(layerSchema),
});

export type NetworkAnatomy = z.infer<typeof networkAnatomySchema>;
export type AnatomyLayer = z.infer<typeof layerSchema>;

const MOST_LAYERS = 2_000;
const MOST_NAME_LENGTH = 200;

/** The anatomy of a network for images that preprocessing makes of `channels`, `height` and `width`, null where open. */
export function describeAnatomy(
  model: OnnxModel,
  image: { height: number | null; width: number | null; channels: number },
): NetworkAnatomy {
  const { height, width, channels } = image;
  const size = height === null || width === null ? undefined : { height, width };
  const { layers, ...network } = describeNetwork(model, size);
  return {
    ...network,
    ...describeWeights(model),
    input: size && network.inputFeatures !== null ? { ...size, channels } : null,
    layerCount: layers.length,
    layers: layers
      .slice(0, MOST_LAYERS)
      .map((layer) => ({ ...layer, name: layer.name.slice(0, MOST_NAME_LENGTH) })),
  };
}
