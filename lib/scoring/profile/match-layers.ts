import { layerNodes } from '../anatomy/layer-nodes.ts';
import type { OnnxModel, OnnxNode } from '../onnx/onnx-model.ts';

/** A node as onnxruntime's profile names it: `index` is where it stands in the file, unless it was made anew. */
interface ProfiledNode {
  index: number;
  name: string;
  op: string;
}

/** How far back in the graph the node is looked for that a fused one is called after the last of. */
const FUSED_NODES = 8;

/** What onnxruntime adds to names when it fuses nodes or changes the layout of values. */
function plainNames(name: string): string[] {
  const plain = name.replace(/\/\w*Fusion\/.*$/, '').replace(/^fused /, '');
  return [name, plain, plain.replace(/_nchwc$/, '')];
}

const plainOperator = (op: string) => op.replace(/^Fused/, '');

/**
 * Says to which layer, by its place among `layerNodes`, each profiled node belongs. A fused node is of the layer whose
 * work it does: onnxruntime names it after the last of those that it fuses, such as the ReLU after a convolution. Nodes
 * that onnxruntime adds go with the layer before them; before the first, with none.
 */
export function matchLayers(model: OnnxModel, profiled: readonly ProfiledNode[]): (number | null)[] {
  const layers = layerNodes(model);
  const places = new Map(layers.map((node, place) => [node, place]));
  const makers = new Map(
    model.graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  );
  const byName = new Map(model.graph.nodes.filter((node) => node.name).map((node) => [node.name, node]));

  const named = ({ index, name, op }: ProfiledNode): OnnxNode | undefined => {
    for (const each of plainNames(name)) {
      const node = byName.get(each) ?? makers.get(each);
      if (node) return node;
    }
    const node = model.graph.nodes[index];
    return node?.opType === op && node.name === '' ? node : undefined;
  };
  /** The node itself, or the nearest before it that has the operator. */
  const doing = (last: OnnxNode, op: string): OnnxNode => {
    let nodes = [last];
    for (let steps = 0; steps < FUSED_NODES && nodes.length > 0; steps++) {
      const found = nodes.find((node) => node.opType === op);
      if (found) return found;
      nodes = nodes.flatMap((node) => node.inputs.flatMap((name) => makers.get(name) ?? [])).slice(0, 16);
    }
    return last;
  };

  let before: number | null = null;
  return profiled.map((each) => {
    const node = named(each);
    const place = node && places.get(doing(node, plainOperator(each.op)));
    if (place !== undefined) before = place;
    return before;
  });
}
