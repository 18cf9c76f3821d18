import type { AppError } from '#lib/core/errors';
import { refuseModel } from '../refusals.ts';

/** How a sealed process ended before its work was done, as far as the parent saw. */
export interface ProcessEnd {
  /** What the parent ended it for. */
  stopped: 'boot' | 'time' | 'closed' | 'protocol' | null;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** The highest resident memory that was reported, in bytes. */
  peakBytes: number;
  /** The end of what it wrote to standard error. */
  stderr: string;
  imagesDone: number;
  limits: { seconds: number; memoryMb: number };
}

const MEBIBYTE = 1024 ** 2;
const OUT_OF_MEMORY = /bad_alloc|allocate memory|out of memory|Cannot allocate|alloc.*failed/i;
/**
 * Signals that come from a person, the system shutting down, or one that ran out of memory beside us, not from the model:
 * nothing in a model's process sends itself these, but for the guard, which tells the memory that it ends it for.
 */
const OUTSIDE_SIGNALS: ReadonlySet<string> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGKILL']);
/** SIGKILL as a shell's exit code tells it. */
const KILLED = 137;

/** Characters of a message that are looked at: a hostile model's names stand in it. */
const MOST_CHARACTERS = 4_000;
const PLACE_IN_SOURCES = /^\/.*\.(cc|h):\d+$/;

/** Where the signature of a C++ function ends that begins at `from`: behind its parentheses, templates and `const`. */
function afterSignature(text: string, from: number): number {
  let depth = 0;
  let called = false;
  for (let i = from; i < text.length; i++) {
    const character = text[i] as string;
    if ('(<'.includes(character)) depth++;
    else if (')>'.includes(character)) {
      depth = Math.max(0, depth - 1);
      called ||= character === ')';
    } else if (character === ' ' && depth === 0 && called) {
      return text.startsWith('const ', i + 1) ? i + 7 : i + 1;
    }
  }
  return from;
}

/**
 * onnxruntime's message without the place in its own sources, as one line that a sentence can end with. Goes through it
 * once: a pattern that goes back and forth would hang on names made for it.
 */
function reasonOf(message: string): string {
  const text = message.slice(0, MOST_CHARACTERS).replace(/\s+/g, ' ').trim();
  let reason = '';
  for (let at = 0; at < text.length; ) {
    const space = text.indexOf(' ', at);
    const end = space === -1 ? text.length : space + 1;
    const word = text.slice(at, end);
    if (PLACE_IN_SOURCES.test(word.trim())) at = afterSignature(text, end);
    else {
      reason += word;
      at = end;
    }
  }
  return reason.slice(0, 500).replace(/[\s.,;:]+$/, '');
}

const after = (images: number) => `after ${images} image${images === 1 ? '' : 's'}`;

/** Refuses a model that passed its memory budget. */
export function refuseMemory(imagesDone: number, memoryMb: number, peakBytes: number): AppError {
  const peak = Math.round(peakBytes / MEBIBYTE);
  const seen =
    peak > memoryMb ? `It used ${peak} MB` : `With ${peak} MB in use it asked for more than was left`;
  return refuseModel(
    'model-out-of-memory',
    `The model may use ${memoryMb} MB of memory. ${seen}, ${after(imagesDone)}. Send a smaller model, or one with a fixed smaller batch.`,
    { imagesDone, memoryMb, peakMemoryMb: peak },
  );
}

/** Refuses a model that passed its time budget. */
export function refuseTime(imagesDone: number, seconds: number): AppError {
  return refuseModel(
    'model-out-of-time',
    `The model used up its ${seconds} s ${after(imagesDone)}. Send a faster model.`,
    { imagesDone, seconds },
  );
}

/** Refuses a model whose loading or running onnxruntime gave up with a message. */
export function refuseFailure(
  stage: 'load' | 'run',
  message: string,
  imagesDone: number,
  limits: ProcessEnd['limits'],
  peakBytes: number,
): AppError {
  if (OUT_OF_MEMORY.test(message.slice(0, MOST_CHARACTERS)))
    return refuseMemory(imagesDone, limits.memoryMb, peakBytes);
  const advice = 'Run it in onnxruntime on the processor before sending it.';
  return stage === 'load'
    ? refuseModel('model-load-failed', `The model cannot be loaded: ${reasonOf(message)}. ${advice}`, {
        imagesDone,
      })
    : refuseModel(
        'model-run-failed',
        `The model failed ${after(imagesDone)}: ${reasonOf(message)}. ${advice}`,
        {
          imagesDone,
        },
      );
}

/**
 * Says why a sealed process ended: a refusal where the model is at fault, a plain Error where we are (it was told to stop
 * from outside, or never came up).
 */
export function explainEnd(end: ProcessEnd): Error {
  const { limits, imagesDone } = end;
  if (end.stopped === 'time' || end.signal === 'SIGXCPU') return refuseTime(imagesDone, limits.seconds);
  if (end.stopped === 'boot') return new Error('onnxruntime did not come up in the sealed process in time');
  if (end.stopped === 'closed') return new Error('the sealed process was closed while it worked');
  if (end.peakBytes > limits.memoryMb * MEBIBYTE || OUT_OF_MEMORY.test(end.stderr)) {
    return refuseMemory(imagesDone, limits.memoryMb, end.peakBytes);
  }
  if (end.stopped === null && (end.exitCode === KILLED || OUTSIDE_SIGNALS.has(end.signal ?? ''))) {
    return new Error(`the sealed process was ended by ${end.signal ?? 'SIGKILL'} from outside`);
  }
  // A shell's way of saying that a signal ended what it ran, which bubblewrap and unshare follow.
  const inner = end.exitCode !== null && end.exitCode > 128 ? `signal ${end.exitCode - 128}` : null;
  if (end.stopped === 'protocol' || end.signal || inner) {
    const how = end.signal ?? inner ?? 'an answer that was none';
    return refuseModel(
      'model-crashed',
      `The model's process ended by ${how} ${after(imagesDone)}. Check that the model runs in onnxruntime on the processor.`,
      { imagesDone, signal: end.signal },
    );
  }
  return new Error(`the sealed process ended with code ${end.exitCode}: ${end.stderr.slice(-500)}`);
}
