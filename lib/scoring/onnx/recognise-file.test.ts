import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { linearNetwork } from '../testing/image-networks.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { readModel } from './read-model.ts';
import { recogniseOtherFile } from './recognise-file.ts';

const text = (value: string) => new TextEncoder().encode(value);
const bytes = (...parts: (string | number | Uint8Array)[]) =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string'
        ? Buffer.from(part, 'latin1')
        : typeof part === 'number'
          ? Buffer.of(part)
          : Buffer.from(part),
    ),
  );

/** A zip's first entries, as far as their local headers. */
function zip(...names: string[]): Uint8Array {
  const entries = names.map((name) => {
    const data = deflateRawSync('stored');
    const header = Buffer.alloc(30);
    header.write('PK\u0003\u0004', 'latin1');
    header.writeUInt32LE(data.length, 18);
    header.writeUInt16LE(name.length, 26);
    return Buffer.concat([header, Buffer.from(name), data]);
  });
  return Buffer.concat(entries);
}

function safetensors(): Uint8Array {
  const header = Buffer.from('{"weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(4)]);
}

const node = (name: string, op: string) =>
  bytes(0x0a, 4 + name.length + op.length, 0x0a, name.length, name, 0x12, op.length, op);
const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 102576593\n';

describe('files that people send in place of a model are told as what they are', () => {
  test.each<[string, Uint8Array, RegExp]>([
    [
      'a checkpoint of torch.save',
      zip('archive/data.pkl', 'archive/data/0'),
      /PyTorch checkpoint.*torch\.onnx/,
    ],
    ['TorchScript', zip('net/constants.pkl', 'net/code/__torch__.py'), /PyTorch checkpoint/],
    ['an old checkpoint', bytes(0x80, 2, 0x8a, 0x0a, 'l\u00fc\u009cF'), /pickle.*torch\.onnx\.export/],
    ['scikit-learn', bytes(0x80, 4, 0x95, 0, 0, 'sklearn.linear_model'), /skl2onnx/],
    ['Keras', zip('metadata.json', 'config.json', 'model.weights.h5'), /Keras.*tf2onnx/],
    ['HDF5', bytes('\u0089HDF\r\n', 0x1a, '\n'), /HDF5.*tf2onnx/],
    ['a zip with a model in it', zip('model.onnx'), /zip.*\.onnx file in it/],
    ['arrays', zip('arr_0.npy'), /NumPy archive/],
    ['an array', bytes(0x93, 'NUMPY', 1, 0), /NumPy array/],
    ['another zip', zip('notes.txt'), /zip archive/],
    ['an empty zip', bytes('PK\u0005\u0006', new Uint8Array(18)), /zip archive/],
    ['safetensors', safetensors(), /safetensors.*torch\.onnx\.export/],
    ['TensorFlow Lite', bytes(0x1c, 0, 0, 0, 'TFL3', 0x14, 0), /TensorFlow Lite.*tf2onnx/],
    ['ORT format', bytes(0x20, 0, 0, 0, 'ORTM'), /ORT format/],
    [
      'a SavedModel',
      bytes(8, 1, 0x12, 0x80, 0x20, 0x0a, 0xf0, 0x1f, new Uint8Array(4_096).fill(7)),
      /SavedModel.*--saved-model/,
    ],
    ['a small SavedModel', bytes(8, 1, 0x12, 20, 0x0a, 18, '"\u0005serve*\n', 'tensorflow'), /SavedModel/],
    [
      'a frozen graph',
      bytes(node('input', 'Placeholder'), node('w', 'Const')),
      /TensorFlow graph.*--graphdef/,
    ],
    ['gzip', gzipSync('model'), /gzipped/],
    ['zstandard', bytes(0x28, 0xb5, 0x2f, 0xfd, 4), /compressed/],
    ['tar', bytes('saved_model/', new Uint8Array(245), 'ustar\u000000'), /tar archive/],
    ['a photograph', bytes(0xff, 0xd8, 0xff, 0xe0), /an image/],
    ['GGUF', bytes('GGUF', 3, 0, 0, 0), /GGUF/],
    ['PDF', text('%PDF-1.7\n'), /PDF/],
    ['zeros', new Uint8Array(5_000), /zeros.*broke off/],
    ['a Git LFS pointer', text(lfs), /Git LFS pointer.*102,576,593 bytes.*git lfs pull/],
    ['one with Windows line ends', text(lfs.replaceAll('\n', '\r\n')), /Git LFS pointer.*102,576,593/],
    ['a web page', text('\n<!DOCTYPE html><html><title>Sign in</title>'), /web page/],
    ['a web page in XML', text('<?xml version="1.0"?><html xmlns="x">'), /web page/],
    ['OpenVINO', text('<?xml version="1.0"?>\n<net name="resnet" version="11">'), /OpenVINO/],
    ['other XML', text('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), /XML/],
    ['a configuration', text('{"model_type": "vit"}'), /JSON/],
    [
      'an index',
      text('{"metadata": {}, "weight_map": {"a": "model-00001.safetensors"}}'),
      /checkpoint in parts/,
    ],
    ['TensorFlow.js', text('{"format": "layers-model", "modelTopology": {}}'), /TensorFlow\.js/],
    ['a table', text('image,class\n1.png,dog\n'), /text file that begins with "image,class"/],
    [
      'code',
      text('import torch\n\nmodel = torch.nn.Linear(2, 3)\n'),
      /text file that begins with "import torch"/,
    ],
    ['text with accents', text('Modèle entraîné\n'), /"Modèle entraîné"/],
    ['text of older systems', bytes('Mod\u00e8le entra\u00een\u00e9\n'), /"Modèle entraîné"/],
    ['text of Windows', bytes(0xff, 0xfe, Buffer.from('a note', 'utf16le')), /text file/],
    ['a model written out', text('ir_version: 8\ngraph {\n}\n'), /written out as text/],
  ])('%s', (_, file, told) => {
    expect(recogniseOtherFile(file)).toMatch(told);
    expect(() => readModel(file)).toThrow(
      expect.objectContaining({
        code: 'model-not-onnx',
        message: expect.stringMatching(/^The file is not an ONNX model: it .*[^.]\.$/),
      }),
    );
  });

  test('a character that the looking ends in is no reason to think it binary', () => {
    expect(recogniseOtherFile(text(`${'a'.repeat(4_095)}é`))).toMatch(/text file/);
  });
});

test('a model is not taken for anything else, whatever its producer is called', () => {
  for (const producer of [
    '',
    'pytorch',
    'tf2onnx',
    'tensorflow',
    'saved_model',
    'skl2onnx',
    'x'.repeat(300),
  ]) {
    for (const irVersion of [1, 3, 8, 10, 13]) {
      const model = buildOnnx({ ...linearNetwork(), producer, irVersion });
      expect(recogniseOtherFile(model)).toBeNull();
    }
  }
});
