import type { SubmissionView } from '#lib/challenges/server/get-submission';
import type { SubmissionState } from '#lib/challenges/submission-state';
import { bytesText } from '@/_components/bytes-text';

/** One thing that a model is checked for. */
export interface ModelCheck {
  name: string;
  outcome: 'passed' | 'failed' | 'to come' | 'not reached';
  /** What was found, or what it is checked for. */
  says: string;
}

type Checked = Pick<SubmissionView, 'status' | 'network' | 'model' | 'isolation' | 'cost'>;

interface Kind {
  name: string;
  /** A code of lib/scoring/refusals begins so where this check refused. */
  codes: readonly string[];
  /** Checked while the model runs, not before. */
  runs?: true;
  /** What it is checked for, said while nothing was found yet. */
  asks: string;
  found(checked: Checked): string;
}

const shape = (sizes: readonly (number | null)[] | null) =>
  sizes === null ? 'of any shape' : `[${sizes.map((size) => size ?? 'any').join(', ')}]`;

function valueText(values: NonNullable<Checked['network']>['inputs'], name: string): string {
  const value = values.find((each) => each.name === name);
  return value ? `${value.name}: ${value.dtype} ${shape(value.shape)}` : name;
}

/** In the order in which they are made. */
const kinds: readonly Kind[] = [
  {
    name: 'Operators',
    codes: ['model-operator-domain', 'model-random-operator'],
    asks: 'ONNX’s own, none of them random',
    found: ({ network }) =>
      `${network?.nodeCount.toLocaleString('en')} operators, ONNX’s own, none of them random`,
  },
  {
    name: 'Input',
    codes: ['input-'],
    asks: 'one image',
    found: ({ network }) => (network ? valueText(network.inputs, network.input) : ''),
  },
  {
    name: 'Preprocessing',
    codes: ['preprocess-'],
    asks: 'fits the input',
    found: () => 'fits the input',
  },
  {
    name: 'Labels',
    codes: ['labels-'],
    asks: 'classes of the challenge',
    found: () => 'classes of the challenge',
  },
  {
    name: 'Output',
    codes: ['output-'],
    asks: 'a score for each class',
    found: ({ network }) => (network ? valueText(network.outputs, network.output) : ''),
  },
  {
    name: 'Loads in its sandbox',
    codes: ['model-load-failed'],
    runs: true,
    asks: 'onnxruntime takes it, sealed',
    found: ({ isolation }) => isolation.join(', '),
  },
  {
    name: 'Answers',
    codes: ['model-not-finite', 'model-not-repeatable', 'model-mixes-images'],
    runs: true,
    asks: 'finite, the same when run again, each image by itself',
    found: () => 'finite, the same when run again, each image by itself',
  },
  {
    name: 'Limits',
    codes: ['model-run-failed', 'model-crashed', 'model-out-of-memory', 'model-out-of-time'],
    runs: true,
    asks: 'time and memory over all images',
    found: ({ cost }) =>
      `${cost.images.toLocaleString('en')} images, ${cost.inferenceSeconds?.toFixed(1)} s of computing, at most ${cost.peakMemoryMb?.toLocaleString('en')} MB`,
  },
];

/** The first of all: whatever of the file's own is wrong that no other check names. */
const file: Kind = {
  name: 'File',
  codes: ['model-'],
  asks: 'ONNX, whole, within the limits',
  found: ({ network, model }) =>
    [
      bytesText(model.bytes),
      network?.opset && `opset ${network.opset}`,
      network?.producer && `by ${network.producer}`,
    ]
      .filter(Boolean)
      .join(', '),
};

const all = [file, ...kinds];

/** Which check refused a model with this code. */
export function refusedBy(code: string): string {
  return (kinds.find(({ codes }) => codes.some((each) => code.startsWith(each))) ?? file).name;
}

const waits: ReadonlySet<SubmissionState> = new Set(['uploaded', 'checking', 'queued', 'scoring']);

/** What a submission's model was checked for and what was found, in order, up to what refused it. */
export function modelChecks(checked: Checked): ModelCheck[] {
  const { status, network } = checked;
  const refused = status.state === 'refused' && status.problem ? refusedBy(status.problem.code) : null;
  const at = refused === null ? -1 : all.findIndex(({ name }) => name === refused);
  return all.map((kind, number) => {
    const { name, runs = false, asks, found } = kind;
    if (number === at) return { name, outcome: 'failed', says: status.problem?.message ?? asks };
    const over = at !== -1 ? number < at : status.state === 'scored' || (network !== null && !runs);
    if (over)
      return {
        name,
        outcome: 'passed',
        says: network === null && number > 0 ? asks : found(checked) || asks,
      };
    return { name, outcome: waits.has(status.state) ? 'to come' : 'not reached', says: asks };
  });
}
