import { describe, expect, test } from 'vitest';
import { isModelRefusal } from '../refusals.ts';
import { explainEnd, type ProcessEnd, refuseFailure } from './explain-end.ts';

const end: ProcessEnd = {
  stopped: null,
  exitCode: null,
  signal: null,
  peakBytes: 100 * 1024 ** 2,
  stderr: '',
  imagesDone: 32,
  limits: { seconds: 60, memoryMb: 512 },
};

describe('how a process ended', () => {
  test.each([
    ['past its time', { stopped: 'time', signal: 'SIGKILL' }, 'model-out-of-time'],
    ['past its processor time', { signal: 'SIGXCPU' }, 'model-out-of-time'],
    ['past its memory', { peakBytes: 600 * 1024 ** 2, signal: 'SIGKILL' }, 'model-out-of-memory'],
    ['where nothing could be allocated', { stderr: 'std::bad_alloc', exitCode: 134 }, 'model-out-of-memory'],
    ['by a fault of memory', { signal: 'SIGSEGV' }, 'model-crashed'],
    ['by a signal seen through bubblewrap', { exitCode: 136 }, 'model-crashed'],
    ['with nonsense for an answer', { stopped: 'protocol' }, 'model-crashed'],
  ] as const)('%s is the model: %s', (_, change, code) => {
    const error = explainEnd({ ...end, ...change });
    expect(error).toMatchObject({ code });
    expect(error.message).toContain('after 32 images');
  });

  test.each([
    ['closed by us', { stopped: 'closed', signal: 'SIGKILL' }],
    ['ended from outside', { signal: 'SIGTERM' }],
    ['never came up', { exitCode: 1, stderr: 'bwrap: no' }],
  ] as const)('%s is not the model', (_, change) => {
    expect(isModelRefusal(explainEnd({ ...end, ...change }))).toBe(false);
  });

  test("onnxruntime's message is told without the place in its sources", () => {
    const message =
      '/onnxruntime_src/onnxruntime/core/graph/model.cc:202 onnxruntime::Model::Model(onnx::ModelProto&&, const onnxruntime::PathString&) Unsupported model IR version: 99 ';
    const error = refuseFailure('load', message, 0, end.limits, 0);
    expect(error.message).toMatch(/^The model cannot be loaded: Unsupported model IR version: 99\. /);
  });
});
