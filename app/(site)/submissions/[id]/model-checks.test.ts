import { describe, expect, test } from 'vitest';
import { MODEL_REFUSAL_CODES } from '#lib/scoring/refusals';
import { modelChecks, refusedBy } from './model-checks.ts';

const network = {
  opset: 17,
  producer: 'pytorch',
  parameters: 100,
  nodeCount: 1234,
  inputs: [{ name: 'image', dtype: 'float32', shape: [null, 3, 224, 224] }],
  outputs: [{ name: 'scores', dtype: 'float32', shape: [null, 80] }],
  input: 'image',
  output: 'scores',
};

type Checked = Parameters<typeof modelChecks>[0];

const checked = (state: string, rest: object = {}): Checked =>
  ({
    status: { state, problem: null },
    network,
    model: { sha256: 'a'.repeat(64), bytes: 2_000_000 },
    isolation: ['bubblewrap', 'prlimit'],
    cost: { images: 717, seconds: 3, inferenceSeconds: 1.25, peakMemoryMb: 210, batch: 8 },
    ...rest,
  }) as unknown as Checked;

const outcomes = (of: Checked) => modelChecks(of).map(({ name, outcome }) => `${name}: ${outcome}`);

describe('what a model is checked for', () => {
  test('all passed, with what was found, once it is scored', () => {
    const checks = modelChecks(checked('scored'));
    expect(new Set(checks.map(({ outcome }) => outcome))).toEqual(new Set(['passed']));
    const says = checks.map((check) => check.says).join('; ');
    expect(says).toContain('opset 17, by pytorch');
    expect(says).toContain('image: float32 [any, 3, 224, 224]');
    expect(says).toContain('bubblewrap, prlimit');
    expect(says).toContain('717 images, 1.3 s of computing, at most 210 MB');
  });

  test('while it waits for its run, what a run tells is to come', () => {
    expect(outcomes(checked('queued'))).toEqual([
      'File: passed',
      'Operators: passed',
      'Input: passed',
      'Preprocessing: passed',
      'Labels: passed',
      'Output: passed',
      'Loads in its sandbox: to come',
      'Answers: to come',
      'Limits: to come',
    ]);
    expect(
      new Set(outcomes(checked('uploaded', { network: null })).map((text) => text.split(': ')[1])),
    ).toEqual(new Set(['to come']));
  });

  test('one that is refused passed what is before, and met nothing of what is behind', () => {
    const problem = { code: 'input-shape', message: 'The input is no image.' };
    const of = checked('refused', { network: null, status: { state: 'refused', problem } });
    expect(outcomes(of).slice(0, 4)).toEqual([
      'File: passed',
      'Operators: passed',
      'Input: failed',
      'Preprocessing: not reached',
    ]);
    expect(modelChecks(of)[2]?.says).toBe('The input is no image.');
    expect(modelChecks(of).every(({ says }) => says !== '')).toBe(true);
  });

  test('each code of a refusal is that of one check', () => {
    const by = new Map(MODEL_REFUSAL_CODES.map((code) => [code, refusedBy(code)]));
    expect(by.get('model-opset')).toBe('File');
    expect(by.get('model-random-operator')).toBe('Operators');
    expect(by.get('model-out-of-memory')).toBe('Limits');
    expect(by.get('model-mixes-images')).toBe('Answers');
    expect([...new Set(by.values())].sort()).toEqual(
      modelChecks(checked('scored'))
        .map(({ name }) => name)
        .sort(),
    );
  });
});
