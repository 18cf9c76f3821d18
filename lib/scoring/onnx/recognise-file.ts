const startsWith = (bytes: Uint8Array, text: string) =>
  bytes.length >= text.length && [...text].every((character, i) => bytes[i] === character.charCodeAt(0));

/** Files that people send in place of an ONNX model, and what to do about each. */
const LOOKALIKES: readonly [matches: (bytes: Uint8Array) => boolean, hint: string][] = [
  [
    (bytes) => startsWith(bytes, 'PK\u0003\u0004'),
    'it is a zip archive, as torch.save and Keras write. Unpack it, or export the network with torch.onnx.export',
  ],
  [
    (bytes) => /^\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(bytes.subarray(0, 256))),
    'it is a web page. Download the file itself, not the page that shows it',
  ],
  [
    (bytes) => startsWith(bytes, 'version https://git-lfs'),
    'it is a Git LFS pointer. Fetch the file itself with git lfs pull',
  ],
  [(bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b, 'it is gzipped. Unpack it first'],
  [(bytes) => startsWith(bytes, '\u0089HDF'), 'it is HDF5, as Keras writes. Export it with tf2onnx'],
  [
    (bytes) => bytes[0] === 0x80 && (bytes[1] ?? 9) <= 5,
    'it is a Python pickle. Export it with torch.onnx.export',
  ],
  [
    (bytes) => bytes.length > 9 && bytes[8] === 0x7b && bytes[6] === 0 && bytes[7] === 0,
    'it is safetensors: weights without a network. Export the network with torch.onnx.export',
  ],
  [(bytes) => startsWith(bytes.subarray(4), 'TFL3'), 'it is TensorFlow Lite. Convert it with tf2onnx'],
  [
    (bytes) => startsWith(bytes.subarray(4), 'ORTM'),
    'it is in ORT format. Send the .onnx file that it was made of',
  ],
  [
    (bytes) => /^\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 64))),
    'it is JSON. Send the .onnx file',
  ],
];

/** Says what a file is that is not an ONNX model, with advice; null where it might be one. */
export function recogniseOtherFile(bytes: Uint8Array): string | null {
  return LOOKALIKES.find(([matches]) => matches(bytes))?.[1] ?? null;
}
