import { expect, test } from 'vitest';
import { isModelRefusal, refuseModel } from './refusals.ts';

test('a refusal is one line, whatever names the model has', () => {
  const name = 'conv\n\u001b[2J\u202eevil';
  const { message } = refuseModel('model-random-operator', `The node "${name}" is Dropout. Mend it.`);
  expect(message).toBe('The node "conv [2J evil" is Dropout. Mend it.');
});

test('long names are cut, and what comes after them stays', () => {
  const { message } = refuseModel('input-type', `The input "${'x'.repeat(4_000)}" is text. Mend it.`);
  expect(message).toBe(`The input "${'x'.repeat(100)}..." is text. Mend it.`);
  const started = performance.now();
  refuseModel('input-type', `${'"'.repeat(100_000)}${'x"'.repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('only codes of models are refusals of a model', () => {
  expect(isModelRefusal(refuseModel('model-empty', 'It is empty.'))).toBe(true);
  expect(isModelRefusal(new Error('disk'))).toBe(false);
});
