import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { describeNetwork } from '../anatomy/describe-network.ts';
import { readModel } from '../onnx/read-model.ts';
import { planScoring } from '../run/plan-scoring.ts';
import { HOSTILE_MODELS } from '../testing/hostile-models.ts';
import { linearNetwork } from '../testing/image-networks.ts';
import { squeezeNet } from '../testing/known-networks.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { networkProfileSchema } from './network-profile.ts';
import { profileModel } from './profile-model.ts';

const budget = { seconds: 30, memoryMb: 1_024, threads: 1 };
const squeezed = buildOnnx(squeezeNet());
const planOf = (model: Uint8Array, outputs: number) =>
  planScoring({ model, preprocess: {}, classes: Array.from({ length: outputs }, (_, i) => `c${i}`) });
const hostile = (wanted: string) => HOSTILE_MODELS.find(({ name }) => name === wanted)?.bytes() as Uint8Array;
const folders = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`imagenest-sealed-${process.pid}-`));

describe('the profile of a network', () => {
  test('says where its time goes, node by node in order', async () => {
    const options = { model: squeezed, plan: planOf(squeezed, 1_000), budget, isolation: 'best' as const };
    const profile = await profileModel({ ...options, batch: 2 });
    expect(networkProfileSchema.parse(profile)).toEqual(profile);
    expect(profile).toMatchObject({ batch: 2, threads: 1, height: 224, width: 224, other: null });
    expect(profile.runs).toBeGreaterThan(1);
    const sum = profile.rows.reduce((all, row) => all + row.share, 0);
    expect(sum).toBeGreaterThan(0.8);
    expect(sum).toBeLessThanOrEqual(1.001);
    // SqueezeNet has 26 convolutions and little else.
    expect(profile.operators[0]).toMatchObject({ op: 'Conv', nodes: 26 });
    expect(profile.operators[0]?.share).toBeGreaterThan(0.5);
    // Each row belongs to a layer, and those of convolutions to a convolution.
    const { layers } = describeNetwork(readModel(squeezed));
    for (const { op, layer } of profile.rows) {
      const found = layers[layer ?? -1];
      expect(found).toBeDefined();
      if (op === 'Conv') expect(found?.op).toBe('Conv');
    }
  });

  test('leaves no folder behind', async () => {
    const model = buildOnnx(linearNetwork());
    await profileModel({ model, plan: planOf(model, 10), batch: 4, budget, isolation: 'best' });
    expect(folders()).toEqual([]);
  });
});

describe('without any program of the system', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  test('it is sealed by Node alone and reads its own folder', async () => {
    vi.stubEnv('PATH', '');
    vi.resetModules();
    const fresh = await import('./profile-model.ts');
    const model = buildOnnx(linearNetwork());
    const profile = await fresh.profileModel({
      model,
      plan: planOf(model, 10),
      batch: 1,
      budget,
      isolation: 'best',
    });
    expect(profile.operators.map(({ op }) => op)).toContain('Gemm');
  });
});

describe('what goes wrong is thrown, within the budget', () => {
  test.each([
    // The profile of a loop grows with it, so that whichever bound is met first ends it.
    ['endless-loop', /^model-out-of-(time|memory)$/],
    ['memory-bomb-at-once', /^model-out-of-memory$/],
    ['memory-bomb-that-doubles', /^model-out-of-memory$/],
  ])('%s', async (name, code) => {
    const model = hostile(name);
    const start = performance.now();
    const small = { seconds: 2, memoryMb: 512, threads: 1 };
    const profile = profileModel({
      model,
      plan: planOf(model, 10),
      batch: 1,
      budget: small,
      isolation: 'best',
    });
    await expect(profile).rejects.toMatchObject({ code: expect.stringMatching(code) });
    expect(performance.now() - start).toBeLessThan(12_000);
  });

  test('also where somebody does not want it any more', async () => {
    const model = hostile('endless-loop');
    const stop = new AbortController();
    const plan = planOf(model, 10);
    const profile = profileModel({ model, plan, batch: 1, budget, isolation: 'best', signal: stop.signal });
    setTimeout(() => stop.abort(new Error('cancelled')), 1_000);
    await expect(profile).rejects.toThrow('cancelled');
  });
});
