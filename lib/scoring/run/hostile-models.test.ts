import { describe, expect, test } from 'vitest';
import { isModelRefusal } from '../refusals.ts';
import { HOSTILE_MODELS } from '../testing/hostile-models.ts';
import { linearNetwork } from '../testing/image-networks.ts';
import { mutateModel } from '../testing/mutate-model.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { scoreNoise } from '../testing/score-noise.ts';

describe('hostile models are refused, each with its code and a sentence', () => {
  test.each(HOSTILE_MODELS.map((model) => [model.name, model] as const))(
    '%s',
    async (name, { bytes, codes }) => {
      const budget = { seconds: name === 'endless-loop' ? 1 : 20, memoryMb: 512, threads: 1 };
      const error: unknown = await scoreNoise(bytes(), { budget }).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (!isModelRefusal(error)) throw error ?? new Error('it was scored');
      expect(codes).toContain(error.code);
      expect(error.message).toMatch(/^[A-Z].{20,}[.)]$/s);
      expect(error.message).not.toMatch(/onnxruntime_src|node_modules/);
    },
  );
});

test('good models with bits and bytes changed are scored or refused, whatever they do', async () => {
  const model = buildOnnx(linearNetwork());
  for (let seed = 0; seed < 25; seed++) {
    const outcome = await scoreNoise(mutateModel(model, seed)).catch((reason: unknown) => reason);
    if (outcome instanceof Error && !isModelRefusal(outcome)) throw outcome;
  }
}, 120_000);

test('the next submission is not harmed', async () => {
  const { predictions } = await scoreNoise(buildOnnx(linearNetwork()));
  expect(predictions.count).toBe(12);
});
