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
    ['killed by a system without memory', { signal: 'SIGKILL' }],
    ['killed so within bubblewrap', { exitCode: 137 }],
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

  test.each([
    [
      'Status Message: /onnxruntime_src/onnxruntime/core/reshape_helper.h:45 onnxruntime::Helper::Helper(const onnxruntime::Shape&, bool) size == 3 was false. The input (a) is odd',
      'Status Message: size == 3 was false. The input (a) is odd',
    ],
    [
      '/onnxruntime_src/onnxruntime/core/function_utils.cc:117 onnxruntime::Helper(const onnxruntime::Map<std::basic_string<char>, int>&)::<lambda(const onnx::NodeProto&)> it was false',
      'it was false',
    ],
    [
      '/a/b.cc:9 virtual onnxruntime::common::Status onnxruntime::Loop::Compute(onnxruntime::Context*) const Too many turns',
      'Too many turns',
    ],
    ['Node (x/y.cc:1) has no input', 'Node (x/y.cc:1) has no input'],
    ['/a/b.cc:9 without an end', 'without an end'],
  ])('%s', (message, told) => {
    expect(refuseFailure('load', message, 0, end.limits, 0).message).toContain(`loaded: ${told}. `);
  });

  test('names made to hang whoever reads the message do not', () => {
    const started = performance.now();
    for (const name of ['/onnxruntime/', '/onnxruntime/a.cc:1 ', '((', ' a.cc:1 (<']) {
      refuseFailure('load', name.repeat(100_000), 0, end.limits, 0);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
