import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { challengeSettingsSchema } from '#lib/challenges/challenge';
import { applyChallenge } from '#lib/challenges/server/apply-challenge';
import { enterChallenge } from '#lib/challenges/server/enter-challenge';
import { submitModel } from '#lib/challenges/server/submit-model';
import type { Person } from '#lib/identity/person';
import { CHALLENGE, challengeText, DATASET, rulesText } from './demo-texts.ts';

const DAY = 24 * 3600 * 1000;

const baselines = [
  { file: 'chance', name: 'Chance' },
  { file: 'perceptron', name: 'Perceptron, no hidden layer' },
  { file: 'two-hidden', name: 'Two hidden layers' },
  { file: 'conv', name: 'Small convolutional network' },
];

/**
 * Opens the demo's challenge on a version of its dataset and submits the baselines through the door that everybody's
 * models come through; workers score them. Safe to repeat.
 */
export async function addDemoChallenge(organiser: Person, version: number): Promise<void> {
  const now = new Date();
  const edition = now.getUTCFullYear();
  const slug = `${CHALLENGE}-${edition}`;
  const settings = challengeSettingsSchema.parse({
    title: `Drawings ${edition}`,
    edition,
    // Its editions share their name: a page draws the best error of each year.
    series: CHALLENGE,
    description: challengeText,
    rules: rulesText,
    dataset: DATASET,
    version,
    opensAt: now,
    closesAt: new Date(now.getTime() + 365 * DAY),
    dailyQuota: 10,
    maxModelBytes: 300_000_000,
    timeLimitSeconds: 900,
    memoryLimitMb: 2048,
    secondaryMetrics: ['top5Error', 'hierarchicalError'],
  });
  await applyChallenge(organiser, slug, settings);
  await enterChallenge(organiser, slug, { name: 'Baselines', acceptRules: true, baseline: true });
  for (const { file, name } of baselines) {
    const base = path.join(import.meta.dirname, 'baselines', file);
    const preprocess = await readFile(`${base}.preprocess.json`, 'utf8');
    await submitModel(organiser, slug, {
      model: createReadStream(`${base}.onnx`),
      fields: async () => ({ name, preprocess, labels: '' }),
      idempotencyKey: `demo-${file}`,
    });
  }
}
