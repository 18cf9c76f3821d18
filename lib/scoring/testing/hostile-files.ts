import { seededRandom } from '#lib/core/random';
import { good, type HostileModel } from './hostile-model.ts';
import { buildOnnx } from './onnx-builder.ts';

const damagedCodes = ['model-damaged', 'model-not-onnx', 'model-tensor-size', 'model-too-complex'] as const;

const text = (value: string) => () => new TextEncoder().encode(value);

/** What is no ONNX model, or no longer one. */
export const HOSTILE_FILES: readonly HostileModel[] = [
  { name: 'empty', codes: ['model-empty'], bytes: () => new Uint8Array() },
  { name: 'html', codes: ['model-not-onnx'], bytes: text('<!DOCTYPE html><html><body>404</body></html>') },
  { name: 'json', codes: ['model-not-onnx'], bytes: text('{"layers": []}') },
  { name: 'zip', codes: ['model-not-onnx'], bytes: text('PK\u0003\u0004 archive/data.pkl') },
  {
    name: 'git-lfs-pointer',
    codes: ['model-not-onnx'],
    bytes: text('version https://git-lfs.github.com/spec/v1\n'),
  },
  {
    name: 'plain-text',
    codes: ['model-not-onnx'],
    bytes: text('The model is at https://example.org/model.onnx\n'),
  },
  {
    name: 'safetensors',
    codes: ['model-not-onnx'],
    bytes: () => new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, ...text('{}')()]),
  },
  {
    name: 'tensorflow-saved-model',
    codes: ['model-not-onnx'],
    bytes: () => Uint8Array.of(8, 1, 0x12, 4, 0x0a, 2, 0x22, 0),
  },
  { name: 'zeros', codes: ['model-not-onnx'], bytes: () => new Uint8Array(10_000) },
  { name: 'gzip', codes: ['model-not-onnx'], bytes: () => Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0) },
  { name: 'pickle', codes: ['model-not-onnx'], bytes: () => Uint8Array.of(0x80, 2, 0x63, 0x74, 0x6f, 0x72) },
  {
    name: 'random-bytes',
    codes: damagedCodes,
    bytes: () => {
      const random = seededRandom('random bytes');
      return Uint8Array.from({ length: 50_000 }, () => random.below(256));
    },
  },
  {
    name: 'truncated',
    codes: damagedCodes,
    bytes: () => {
      const bytes = buildOnnx(good());
      return bytes.subarray(0, Math.floor(bytes.length * 0.6));
    },
  },
  {
    name: 'two-graphs',
    codes: ['model-not-onnx'],
    bytes: () => new Uint8Array([...buildOnnx(good()), ...buildOnnx(good())]),
  },
];
