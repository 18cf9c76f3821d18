import { describeNetwork, type Layer } from '#lib/scoring/anatomy/describe-network';
import { describeWeights, type WeightsDescription } from '#lib/scoring/anatomy/describe-weights';
import { describeModel, type ModelDescription } from '#lib/scoring/onnx/describe-model';
import { readModel } from '#lib/scoring/onnx/read-model';

/** What can be told of a model without running it, its layers apart. */
export interface ModelAnatomy extends ModelDescription, WeightsDescription {
  /** Multiply-adds for one image, null where a shape is open. */
  macs: number | null;
  /** Elements of all layers' outputs for one image, null where a shape is open. */
  activations: number | null;
  inputFeatures: number | null;
  hiddenLayers: number;
}

/** Reads and describes an ONNX file. Throws AppError as `readModel`. */
export function anatomyOf(bytes: Uint8Array): { model: ModelAnatomy; layers: Layer[] } {
  const read = readModel(bytes);
  const { layers, ...network } = describeNetwork(read);
  return { model: { ...describeModel(read, bytes), ...network, ...describeWeights(read) }, layers };
}
