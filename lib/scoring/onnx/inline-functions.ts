import { refuseModel } from '../refusals.ts';
import type { OnnxAttribute, OnnxFunction, OnnxNode } from './onnx-model.ts';
import type { ReadBudget } from './wire.ts';

/** The attributes of a node within a function, those that refer to the caller's put in their place. */
function resolveAttributes(
  inner: OnnxNode,
  caller: OnnxNode,
  made: OnnxFunction,
): Map<string, OnnxAttribute> {
  const resolved = new Map<string, OnnxAttribute>();
  for (const [name, attribute] of inner.attributes) {
    const { reference } = attribute;
    const given =
      reference === undefined
        ? attribute
        : (caller.attributes.get(reference) ?? made.defaults.get(reference));
    if (given) resolved.set(name, { ...given, name });
  }
  return resolved;
}

/** The nodes of a function as they stand where `caller` calls it, what is inside named after what comes out. */
function bodyOf(made: OnnxFunction, caller: OnnxNode): OnnxNode[] {
  const prefix = caller.outputs.find(Boolean) ?? '';
  const names = new Map<string, string>();
  for (const [i, input] of made.inputs.entries()) names.set(input, caller.inputs[i] ?? '');
  for (const [i, output] of made.outputs.entries()) {
    const outer = caller.outputs[i];
    if (outer) names.set(output, outer);
  }
  const rename = (name: string) => (name === '' ? '' : (names.get(name) ?? `${prefix}/${name}`));
  return made.nodes.map((inner) => ({
    ...inner,
    name: `${caller.name || prefix}/${inner.name || inner.opType}`,
    inputs: inner.inputs.map(rename),
    outputs: inner.outputs.map(rename),
    attributes: resolveAttributes(inner, caller, made),
  }));
}

/**
 * Puts the bodies of functions that a model defines itself in the place of their calls, so that all that reads the graph
 * sees operators. torch.onnx leaves such calls where it is told not to optimise. Calls within subgraphs stay.
 *
 * Throws `model-too-deep` where functions call each other more deeply than is read, as those that call themselves do, and
 * `model-too-complex` where too many nodes come of it.
 */
export function inlineFunctions(
  nodes: readonly OnnxNode[],
  functions: readonly OnnxFunction[],
  budget: ReadBudget,
): OnnxNode[] {
  const byName = new Map(functions.map((made) => [`${made.domain}::${made.name}`, made]));
  const expand = (body: readonly OnnxNode[], depth: number): OnnxNode[] =>
    body.flatMap((node) => {
      const made = byName.get(`${node.domain}::${node.opType}`);
      if (!made) return [node];
      if (depth >= budget.limits.depth) {
        throw refuseModel(
          'model-too-deep',
          `The model's functions call each other more than ${budget.limits.depth} deep (${node.opType}). Export it with its functions inlined (optimize=True).`,
        );
      }
      for (const _ of made.nodes) budget.takeNode();
      return expand(bodyOf(made, node), depth + 1);
    });
  return byName.size === 0 ? [...nodes] : expand(nodes, 0);
}
