import { refuseModel } from '../refusals.ts';
import type { OnnxModel, OnnxNode } from './onnx-model.ts';

/** Operator sets that onnxruntime brings itself; anything else would need code that is not in the file. */
const DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx.ml', 'com.microsoft']);

/** Versions of ONNX's own operator set that onnxruntime 1.30 runs. */
const OPSET_RANGE = { min: 7, max: 26 } as const;

const RANDOM_OPERATORS: ReadonlySet<string> = new Set([
  'Bernoulli',
  'Multinomial',
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
]);

function* walkNodes(nodes: readonly OnnxNode[]): Generator<OnnxNode> {
  for (const node of nodes) {
    yield node;
    for (const attribute of node.attributes.values()) {
      for (const graph of attribute.graphs) yield* walkNodes(graph.nodes);
    }
  }
}

/** Every node of a model: of the graph, of subgraphs, and of the functions that it brings. */
function* allNodes(model: OnnxModel): Generator<OnnxNode> {
  yield* walkNodes(model.graph.nodes);
  for (const made of model.functions) yield* walkNodes(made.nodes);
}

function checkOpset(model: OnnxModel): void {
  const version = model.opsets.get('');
  if (version !== undefined && version >= OPSET_RANGE.min && version <= OPSET_RANGE.max) return;
  throw refuseModel(
    'model-opset',
    `The model uses operator set ${version ?? 'unknown'} of ONNX; ${OPSET_RANGE.min} to ${OPSET_RANGE.max} can be run. Export it with opset_version=17, or convert it with onnx.version_converter.`,
    { opset: version ?? null },
  );
}

/**
 * Checks that every operator is one that onnxruntime has, and gives the same answer each time.
 *
 * Throws `model-opset`, `model-operator-domain` (a custom operator that the file does not define itself) or
 * `model-random-operator`.
 */
export function checkOperators(model: OnnxModel): void {
  checkOpset(model);
  const defined = new Set(model.functions.map((made) => `${made.domain}::${made.name}`));
  for (const node of allNodes(model)) {
    if (!DOMAINS.has(node.domain) && !defined.has(`${node.domain}::${node.opType}`)) {
      throw refuseModel(
        'model-operator-domain',
        `The node "${node.name}" is the operator ${node.opType} of "${node.domain}", which only its maker's library has. Export the model with ONNX's own operators.`,
        { node: node.name, domain: node.domain, operator: node.opType },
      );
    }
    if (node.domain === '' && RANDOM_OPERATORS.has(node.opType)) {
      throw refuseModel(
        'model-random-operator',
        `The node "${node.name}" is ${node.opType}: its answers would change from run to run. Export the model in evaluation mode (model.eval()).`,
        { node: node.name, operator: node.opType },
      );
    }
  }
}
