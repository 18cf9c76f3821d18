import { refuseModel } from '../refusals.ts';
import { inlineFunctions } from './inline-functions.ts';
import { DEFAULT_MODEL_LIMITS, type ModelLimits } from './model-limits.ts';
import type { OnnxFunction, OnnxModel } from './onnx-model.ts';
import { readAttribute, readGraph, readNode } from './read-graph.ts';
import { recogniseOtherFile } from './recognise-file.ts';
import { ReadBudget, readMessage } from './wire.ts';

function readFunction(bytes: Uint8Array, budget: ReadBudget): OnnxFunction {
  const made: OnnxFunction = {
    ...{ name: '', domain: '', inputs: [], outputs: [], nodes: [] },
    defaults: new Map(),
  };
  readMessage(bytes, 'a function', budget, {
    1: (field) => {
      made.name = field.text();
    },
    4: (field) => made.inputs.push(field.text()),
    5: (field) => made.outputs.push(field.text()),
    7: (field) => made.nodes.push(readNode(field.bytes(), budget, 1)),
    10: (field) => {
      made.domain = field.text();
    },
    11: (field) => {
      const attribute = readAttribute(field.bytes(), budget, 1);
      made.defaults.set(attribute.name, attribute);
    },
  });
  return made;
}

function readOpset(bytes: Uint8Array, budget: ReadBudget): [domain: string, version: number] {
  let domain = '';
  let version = 0;
  budget.take();
  readMessage(bytes, 'an operator set', budget, {
    1: (field) => {
      domain = field.text();
    },
    2: (field) => {
      version = field.int();
    },
  });
  return [domain === 'ai.onnx' ? '' : domain, version];
}

/**
 * Reads an ONNX file (a serialised ModelProto) into plain data, under limits of size, count and depth; constants stay
 * views into `bytes`. Calls of functions that the file defines stand inlined in the graph. Nothing is run and no other file
 * is opened.
 *
 * Throws AppError, all of kind `invalid`: `model-empty`, `model-not-onnx`, `model-damaged`, `model-too-large`,
 * `model-too-complex`, `model-too-deep`, `model-name-too-long`, `model-tensor-size`, `model-external-data`.
 */
export function readModel(bytes: Uint8Array, limits: ModelLimits = DEFAULT_MODEL_LIMITS): OnnxModel {
  if (bytes.length === 0) throw refuseModel('model-empty', 'The model file is empty. Upload it again.');
  if (bytes.length > limits.sizeBytes) {
    throw refuseModel(
      'model-too-large',
      `The model has ${bytes.length} bytes; at most ${limits.sizeBytes} are taken.`,
    );
  }
  const other = recogniseOtherFile(bytes);
  if (other) throw refuseModel('model-not-onnx', `The file is not an ONNX model: ${other}.`);

  const budget = new ReadBudget(limits);
  const opsets = new Map<string, number>();
  const functions: OnnxFunction[] = [];
  const producer = ['', ''];
  const graphs: Uint8Array[] = [];
  let irVersion = 0;
  readMessage(bytes, 'the file', budget, {
    1: (field) => {
      irVersion = field.int();
    },
    2: (field) => {
      producer[0] = field.text();
    },
    3: (field) => {
      producer[1] = field.text();
    },
    7: (field) => graphs.push(field.bytes()),
    8: (field) => {
      const [domain, version] = readOpset(field.bytes(), budget);
      opsets.set(domain, version);
    },
    25: (field) => functions.push(readFunction(field.bytes(), budget)),
  });
  const [graph] = graphs;
  if (!graph || graphs.length > 1 || irVersion < 1) {
    throw refuseModel(
      'model-not-onnx',
      `The file is not an ONNX model: it has ${graphs.length} graphs and IR version ${irVersion}. Export the network with torch.onnx.export or tf2onnx.`,
    );
  }
  const read = readGraph(graph, budget, 0);
  return {
    irVersion,
    producer: producer.filter(Boolean).join(' '),
    opsets,
    graph: { ...read, nodes: inlineFunctions(read.nodes, functions, budget) },
    functions,
    nodeCount: budget.nodes,
  };
}
