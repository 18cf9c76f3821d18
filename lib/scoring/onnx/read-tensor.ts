import { refuseModel } from '../refusals.ts';
import { type OnnxTensor, TENSOR_TYPES } from './onnx-model.ts';
import { type ReadBudget, readMessage } from './wire.ts';

const EXTERNAL = 1;
const STRING = 8;
const COMPLEX64 = 14;

/** The number of elements of a shape. Throws `model-tensor-size` where it is negative, absurd or has too many axes. */
function countElements(name: string, dims: readonly number[], budget: ReadBudget): number {
  const { tensorElements, tensorRank } = budget.limits;
  const elements = dims.reduce((product, size) => product * size, 1);
  const fits = dims.length <= tensorRank && dims.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (fits && elements <= tensorElements) return elements;
  const shape = `${dims.slice(0, tensorRank).join(' x ')}${dims.length > tensorRank ? ' x ...' : ''}`;
  throw refuseModel(
    'model-tensor-size',
    `The tensor "${name}" is said to be ${shape}; sizes must be 0 or more, at most ${tensorRank} of them, and ${tensorElements} elements in all. Export the model again.`,
    { tensor: name },
  );
}

function refuseExternalData(name: string): never {
  throw refuseModel(
    'model-external-data',
    `The tensor "${name}" keeps its data in another file. Export with all data inside: torch.onnx.export(..., external_data=False); or onnx.save(onnx.load(path), path, save_as_external_data=False) where both files lie side by side.`,
    { tensor: name },
  );
}

/** Checks that the values found are those that the shape asks for. Types that share bytes are checked where raw. */
function checkContent(
  name: string,
  type: number,
  elements: number,
  raw: Uint8Array | null,
  typed: number,
): void {
  const bits = TENSOR_TYPES.get(type)?.bits ?? 0;
  const expected = raw ? Math.ceil((elements * bits) / 8) : elements;
  const found = raw ? raw.length : typed;
  const uncounted = !raw && (bits < 8 || bits === 128 || type === COMPLEX64) && type !== STRING;
  if (uncounted || found === expected) return;
  throw refuseModel(
    'model-tensor-size',
    `The tensor "${name}" should hold ${expected} ${raw ? 'bytes' : 'values'} by its shape and holds ${found}. The file is cut off or damaged; export it again.`,
    { tensor: name },
  );
}

/**
 * Reads a TensorProto. Throws `model-external-data` where its data stands in another file, `model-tensor-size` where it
 * holds other than its shape says.
 */
export function readTensor(bytes: Uint8Array, budget: ReadBudget): OnnxTensor {
  const dims: number[] = [];
  const integers: number[] = [];
  let type = 0;
  let name = '';
  let raw: Uint8Array | null = null;
  let typed = 0;
  budget.take();
  readMessage(bytes, 'a tensor', budget, {
    1: (field) => void field.intsInto(dims),
    2: (field) => {
      type = field.int();
    },
    4: (field) => {
      typed += field.fixedCount(4);
    },
    5: (field) => {
      typed += field.intsInto(integers);
    },
    6: (field) => {
      field.bytes();
      budget.take();
      typed += 1;
    },
    7: (field) => {
      typed += field.intsInto(integers);
    },
    8: (field) => {
      name = field.text();
    },
    9: (field) => {
      raw = field.bytes();
    },
    10: (field) => {
      typed += field.fixedCount(8);
    },
    11: (field) => {
      typed += field.varintCount();
    },
    13: () => refuseExternalData(name),
    14: (field) => {
      if (field.int() === EXTERNAL) refuseExternalData(name);
    },
  });
  const elements = countElements(name, dims, budget);
  checkContent(name, type, elements, raw, typed);
  return { name, dtype: TENSOR_TYPES.get(type)?.name ?? `type ${type}`, dims, elements, raw, integers };
}
