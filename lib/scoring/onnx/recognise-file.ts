/** The beginning of a file, as bytes and as text. */
interface Head {
  bytes: Uint8Array;
  /** Its first bytes, one character each. */
  latin: string;
  /** Whether it is text as far as it was looked at, and then which. */
  text: string | null;
}

/** A kind of file, and what to say of it where the file is that. */
type Lookalike = (head: Head) => string | null | false;

const EXPORT_TORCH = 'In Python load it and call torch.onnx.export (model.eval() first)';
const EXPORT_KERAS =
  'Convert it with python -m tf2onnx.convert --keras, or model.export(path, format="onnx")';
const LOOKED_AT = 4_096;

/** A file's beginning as text, or null where it holds what no text does. */
function textOf(bytes: Uint8Array): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that no text file has
  const notText = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;
  const head = bytes.subarray(0, LOOKED_AT);
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const text = new TextDecoder(wide).decode(head, { stream: true });
  if (notText.test(text)) return null;
  return (text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(head) : text).trimStart();
}

const starting =
  (magic: string, told: string): Lookalike =>
  ({ latin }) =>
    latin.startsWith(magic) && told;

/** What a zip holds is told by the names in it, which stand uncompressed. */
const zip: Lookalike = ({ latin }) => {
  if (!latin.startsWith('PK\u0003') && !latin.startsWith('PK\u0005')) return false;
  if (/(^|[^\w])(data|constants)\.pkl|\.data\/serialization_id/.test(latin)) {
    return `it is a PyTorch checkpoint (.pt, .pth), as torch.save writes. ${EXPORT_TORCH}`;
  }
  if (/model\.weights\.h5|metadata\.json|config\.json/.test(latin)) {
    return `it is a Keras model (.keras). ${EXPORT_KERAS}`;
  }
  if (/\.npy/.test(latin)) return 'it is a NumPy archive (.npz): arrays without a network';
  if (/\.onnx/.test(latin))
    return 'it is a zip archive with an .onnx file in it. Unpack it and send that file';
  return 'it is a zip archive. Unpack it and send the .onnx file';
};

/** A pointer says how large the file is that it stands for. */
const gitLfsPointer: Lookalike = ({ text }) => {
  if (!text?.startsWith('version https://git-lfs')) return false;
  const size = /^size (\d+)/m.exec(text)?.[1];
  const stands = size ? `, which stands for a file of ${Number(size).toLocaleString('en')} bytes` : '';
  return `it is a Git LFS pointer${stands}. Fetch the file itself with git lfs pull, or download it from its page`;
};

const markup: Lookalike = ({ text }) => {
  if (!text || !/^\ufeff?<[!?a-z]/i.test(text)) return false;
  if (/<net[\s>]/.test(text)) return 'it is OpenVINO (.xml). Export the network that it was made of as ONNX';
  if (/^\ufeff?<\?xml/i.test(text) && !/<html/i.test(text)) return 'it is XML. Send the .onnx file';
  return 'it is a web page. Download the file itself, not the page that shows it';
};

const json: Lookalike = ({ text }) => {
  if (!text || !/^\ufeff?[{[]/.test(text)) return false;
  if (/"weight_map"/.test(text)) return `it is the index of a checkpoint in parts (JSON). ${EXPORT_TORCH}`;
  if (/"modelTopology"|"weightsManifest"/.test(text)) {
    return 'it is TensorFlow.js (model.json). Convert the model that it was made of with tf2onnx';
  }
  return 'it is JSON: a configuration, not a network. Send the .onnx file';
};

/** Anything else that is text: code, a table, a note, or a model written out. */
const plainText: Lookalike = ({ text }) => {
  if (!text) return false;
  if (/^(ir_version\s*:|<\s*ir_version)/.test(text)) {
    return 'it is a model written out as text. Save it with onnx.save(model, "model.onnx")';
  }
  const [line = ''] = text.split(/[\r\n]/);
  const shown = line.length > 40 ? `${line.slice(0, 40)}...` : line;
  return `it is a text file that begins with "${shown}". Send the .onnx file`;
};

const safetensors: Lookalike = ({ bytes, latin }) =>
  bytes.length > 9 &&
  latin[8] === '{' &&
  new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true) < 2n ** 32n &&
  `it is safetensors: weights without the network. ${EXPORT_TORCH}`;

const pickle: Lookalike = ({ bytes, latin }) => {
  if (bytes[0] !== 0x80 || (bytes[1] ?? 9) > 5) return false;
  if (/sklearn|joblib/.test(latin)) return 'it is a scikit-learn pickle. Convert it with skl2onnx';
  return `it is a Python pickle, as old torch.save and pickle.dump write (.pt, .pth, .pkl). ${EXPORT_TORCH}`;
};

/** Where the length of a protobuf field ends that stands at `at`. */
function afterLength(bytes: Uint8Array, at: number): number {
  let end = at;
  while ((bytes[end] ?? 0) >= 0x80 && end < at + 10) end++;
  return end + 1;
}

/** `SavedModel { version 1; MetaGraphDef { MetaInfoDef`: in ONNX a name stands there, and none begins with a new line. */
const savedModel: Lookalike = ({ bytes, latin }) =>
  latin.startsWith('\u0008\u0001\u0012') &&
  latin[afterLength(bytes, 3)] === '\n' &&
  'it is a TensorFlow SavedModel (saved_model.pb). Convert its folder with python -m tf2onnx.convert --saved-model FOLDER --output model.onnx';

const FIRST_NODES = ['Const', 'NoOp', 'Placeholder', 'PlaceholderWithDefault', 'VarHandleOp', 'VariableV2'];

/** `GraphDef { NodeDef { name, op } }`, where ONNX begins with a version. */
const frozenGraph: Lookalike = ({ bytes, latin }) => {
  const inner = afterLength(bytes, 1);
  if (latin[0] !== '\n' || latin[inner] !== '\n') return false;
  const op = inner + 2 + (bytes[inner + 1] ?? 0);
  const name = latin.slice(op + 2, op + 2 + (bytes[op + 1] ?? 0));
  return (
    FIRST_NODES.includes(name) &&
    'it is a TensorFlow graph (.pb). Convert it with python -m tf2onnx.convert --graphdef FILE --inputs NAME --outputs NAME --output model.onnx'
  );
};

const zeros: Lookalike = ({ bytes }) =>
  bytes.length >= 16 &&
  bytes.subarray(0, LOOKED_AT).every((byte) => byte === 0) &&
  'it begins with nothing but zeros. The download or upload broke off; fetch it again';

/** Files that people send in place of an ONNX model, and what to do about each. Those that are text come last. */
const LOOKALIKES: readonly Lookalike[] = [
  zip,
  pickle,
  safetensors,
  savedModel,
  frozenGraph,
  ({ latin }) => latin.slice(4, 8) === 'TFL3' && 'it is TensorFlow Lite. Convert it with tf2onnx --tflite',
  ({ latin }) =>
    latin.slice(4, 8) === 'ORTM' && 'it is in ORT format. Send the .onnx file that it was made of',
  starting('\u0089HDF', `it is HDF5 (.h5), as Keras writes. ${EXPORT_KERAS}`),
  starting('\u0093NUMPY', 'it is a NumPy array (.npy): numbers without a network'),
  starting('GGUF', 'it is GGUF: weights of a language model. Send an image classifier as ONNX'),
  starting('\u001f\u008b', 'it is gzipped. Unpack it and send the .onnx file'),
  ({ latin }) =>
    /^(7z\u00bc\u00af|BZh[1-9]|\u00fd7zXZ|\u0028\u00b5\u002f\u00fd|Rar!)/.test(latin) &&
    'it is compressed. Unpack it and send the .onnx file',
  ({ latin }) =>
    latin.slice(257, 262) === 'ustar' && 'it is a tar archive. Unpack it and send the .onnx file',
  ({ latin }) => /^(\u0089PNG|\u00ff\u00d8\u00ff|GIF8|RIFF)/.test(latin) && 'it is an image. Send the model',
  starting('%PDF', 'it is a PDF. Send the .onnx file'),
  zeros,
  gitLfsPointer,
  markup,
  json,
  plainText,
];

/** Says what a file is that is not an ONNX model, with advice; null where it might be one. */
export function recogniseOtherFile(bytes: Uint8Array): string | null {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT)).toString(
    'latin1',
  );
  const head: Head = { bytes, latin, text: textOf(bytes) };
  for (const lookalike of LOOKALIKES) {
    const told = lookalike(head);
    if (told) return told;
  }
  return null;
}
