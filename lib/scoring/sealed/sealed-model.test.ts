import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { planScoring } from '../run/plan-scoring.ts';
import { HOSTILE_MODELS } from '../testing/hostile-models.ts';
import { echoNetwork, linearNetwork } from '../testing/image-networks.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { openSealedModel, type SealedModelOptions } from './sealed-model.ts';

const budget = { seconds: 60, memoryMb: 512, threads: 1 };
const classes = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const endlessLoop = HOSTILE_MODELS.find(({ name }) => name === 'endless-loop')?.bytes() as Uint8Array;
const image = Uint8Array.from({ length: 192 }, (_, i) => i);

function optionsFor(model: Uint8Array, outputs = 10): SealedModelOptions {
  const plan = planScoring({ model, preprocess: {}, classes: classes(outputs) });
  return { model, plan: plan.tensor, budget, isolation: 'best' };
}

/** Processes of the sealed child's program that descend from `ancestor`. */
function sealedDescendants(ancestor: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {}
  }
  const descends = (pid: number): boolean => pid === ancestor || (pid > 1 && descends(parents.get(pid) ?? 0));
  return [...parents.keys()].filter((pid) => {
    if (pid === ancestor || !descends(pid)) return false;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('child/main.mjs');
  });
}

const onLinux = process.platform === 'linux';

describe('the sealed process', () => {
  test('scores what it is sent, in order, while more is on its way', async () => {
    const sealed = await openSealedModel(optionsFor(buildOnnx(echoNetwork()), 192));
    const batches = [1, 2, 3].map((fill) => ({
      images: [image, new Uint8Array(192).fill(fill)],
      height: 8,
      width: 8,
      size: 3,
    }));
    const answers = await Promise.all(batches.map((batch) => sealed.run(batch)));
    for (const [i, { scores, width }] of answers.entries()) {
      expect(width).toBe(192);
      expect(scores).toHaveLength(384);
      expect(scores[1]).toBe(Math.fround(3 / 255));
      expect(scores[192]).toBe(Math.fround((i + 1) / 255));
    }
    expect(sealed.usage().peakMemoryMb).toBeGreaterThan(20);
    expect(sealed.usage().seconds).toBeLessThan(20);
    await sealed.close();
    await expect(sealed.run(batches[0] as (typeof batches)[0])).rejects.toThrow(/closed/);
  });

  test.runIf(onLinux)('has no environment, an empty folder and no path of the project', async () => {
    process.env.SCORING_TEST_SECRET = 'a database address';
    const sealed = await openSealedModel(optionsFor(buildOnnx(linearNetwork())));
    delete process.env.SCORING_TEST_SECRET;
    const pids = sealedDescendants(process.pid);
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) {
      const names = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
      expect(names.filter((entry) => !entry.startsWith('PWD='))).toEqual([]);
      expect(readdirSync(`/proc/${pid}/cwd/`)).toEqual([]);
    }
    const innermost = pids.at(-1) as number;
    if (sealed.layers.includes('bubblewrap')) {
      expect(readFileSync(`/proc/${innermost}/mountinfo`, 'utf8')).not.toContain(' /home ');
      expect(readlinkSync(`/proc/${innermost}/ns/net`)).not.toBe(readlinkSync('/proc/self/ns/net'));
    }
    await sealed.close();
  });

  test.runIf(onLinux)('ends with whoever started it, even when killed in an endless loop', async () => {
    const script = `
      const { openSealedModel } = await import('#lib/scoring/sealed/sealed-model');
      const { HOSTILE_MODELS } = await import('#lib/scoring/testing/hostile-models');
      const { planScoring } = await import('#lib/scoring/run/plan-scoring');
      const model = HOSTILE_MODELS.find(({ name }) => name === 'endless-loop').bytes();
      const classes = Array.from({ length: 10 }, (_, i) => 'c' + i);
      const plan = planScoring({ model, preprocess: {}, classes }).tensor;
      const budget = { seconds: 60, memoryMb: 512, threads: 1 };
      const sealed = await openSealedModel({ model, plan, budget, isolation: 'best' });
      void sealed.run({ images: [new Uint8Array(192)], height: 8, width: 8, size: 1 });
      setTimeout(() => console.log('looping'), 300);`;
    const parent: ChildProcess = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => parent.stdout?.once('data', resolve));
    const pids = sealedDescendants(parent.pid as number);
    expect(pids.length).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    const alive = () => pids.filter((pid) => readdirSync('/proc').includes(String(pid)));
    for (let i = 0; i < 100 && alive().length > 0; i++) await sleep(50);
    expect(alive()).toEqual([]);
  });

  test('closing it in an endless loop is our doing, not the fault of the model', async () => {
    const sealed = await openSealedModel(optionsFor(endlessLoop));
    const run = sealed.run({ images: [image], height: 8, width: 8, size: 1 });
    const outcome = expect(run).rejects.toThrow(/closed/);
    await sealed.close();
    await outcome;
  });
});

describe('layers', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  test('without any program of the system it is still sealed by Node, and required refuses', async () => {
    vi.stubEnv('PATH', '');
    vi.resetModules();
    const fresh = await import('./sealed-model.ts');
    const sealed = await fresh.openSealedModel(optionsFor(buildOnnx(linearNetwork())));
    expect(sealed.layers).toEqual(['node-permission', 'empty-environment', 'watchdog']);
    await sealed.close();
    const required = fresh.openSealedModel({
      ...optionsFor(buildOnnx(linearNetwork())),
      isolation: 'required',
    });
    await expect(required).rejects.toMatchObject({ code: 'isolation-unavailable', kind: 'unavailable' });
  });
});
