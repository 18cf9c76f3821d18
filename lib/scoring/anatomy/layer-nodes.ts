import { fedInputs } from '../onnx/describe-model.ts';
import type { OnnxModel, OnnxNode } from '../onnx/onnx-model.ts';

/** Nodes that hand on what they get, or only tell its shape. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['Cast', 'Identity', 'Shape', 'Size']);
/** Their outputs tell nothing of the picture but how large it is. */
const SHAPES_ONLY: ReadonlySet<string> = new Set(['Shape', 'Size']);

/**
 * The nodes of the main graph that do something to the picture, in order: those that its values reach. What an exporter
 * writes to prepare weights or to reckon with shapes is left out.
 */
export function layerNodes(model: OnnxModel): OnnxNode[] {
  const reached = new Set(fedInputs(model).map((input) => input.name));
  return model.graph.nodes.filter((node) => {
    // A subgraph may use values of the graph around it without naming them as inputs.
    const nests = [...node.attributes.values()].some((attribute) => attribute.graphs.length > 0);
    if (!nests && !node.inputs.some((name) => reached.has(name))) return false;
    if (!SHAPES_ONLY.has(node.opType)) for (const name of node.outputs) reached.add(name);
    return !BOOKKEEPING.has(node.opType);
  });
}

/**
 * Gives for each layer the weights that it is the first to use, directly or prepared by other nodes (transposed,
 * dequantised, expanded), with their numbers of elements.
 */
export function weightsOf(
  model: OnnxModel,
  layers: readonly OnnxNode[],
  parameters: ReadonlyMap<string, number>,
): number[] {
  const isLayer = new Set(layers);
  const prepares = new Map(
    model.graph.nodes
      .filter((node) => !isLayer.has(node))
      .flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  );
  const claimed = new Set<string>();
  return layers.map((layer) => {
    let sum = 0;
    const wanted = [...layer.inputs];
    for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
      if (claimed.has(name)) continue;
      // What several layers share is counted with the first.
      if (parameters.has(name) || prepares.has(name)) claimed.add(name);
      sum += parameters.get(name) ?? 0;
      wanted.push(...(prepares.get(name)?.inputs ?? []));
    }
    return sum;
  });
}
