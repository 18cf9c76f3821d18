import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { type BaselineFiles, readChallengeFile } from '#lib/challenges/challenge-file';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { readGivenText, refuseToRead } from '../offline/files.ts';
import { printResult } from '../output.ts';
import { connectToRunningDatabase } from '../running-database.ts';

export interface ApplyChallengeOptions {
  file: string;
  as: string;
  json?: boolean;
}

/** `imagenest challenge apply`: makes a challenge of its file, or brings it to it, and submits its baselines. */
export async function applyChallengeCommand({ file, as, json }: ApplyChallengeOptions): Promise<void> {
  const challenge = readChallengeFile(await readGivenText(file, 'the challenge'));
  const baselines = await Promise.all(
    challenge.baselines.map((baseline) => readBaseline(path.dirname(file), baseline)),
  );
  await connectToRunningDatabase();
  const { closeDb } = await import('#lib/infra/db/client');
  const { closeQueues } = await import('#lib/jobs/enqueue');
  const { findPersonByEmail } = await import('#lib/identity/server/find-person');
  const { applyChallenge } = await import('#lib/challenges/server/apply-challenge');
  try {
    const person = await findPersonByEmail(as);
    if (!person) {
      throw new AppError(
        'invalid',
        'no-such-person',
        `Nobody has the address ${as}: give that of an organiser.`,
      );
    }
    const applied = await applyChallenge(person, challenge.slug, challenge.settings).catch(
      (error: unknown) => {
        throw error instanceof AppError ? challenge.atLine(error) : error;
      },
    );
    const submissions = await submitBaselines(person, challenge.slug, baselines);
    printResult({ ...applied, baselines: submissions }, { json });
  } finally {
    await closeQueues();
    await closeDb();
  }
}

interface Baseline {
  name: string;
  model: string;
  preprocess: string | undefined;
  labels: string | undefined;
  /** The same files under the same name are one submission, however often they are applied. */
  key: string;
}

async function readBaseline(folder: string, baseline: BaselineFiles): Promise<Baseline> {
  const read = (name: string | undefined, what: string) =>
    name && readGivenText(path.resolve(folder, name), `the ${what} of ${baseline.name}`);
  const model = path.resolve(folder, baseline.model);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(model)) hash.update(chunk as Buffer);
  } catch (cause) {
    throw refuseToRead(cause, `the model of ${baseline.name}`, model);
  }
  const [preprocess, labels] = await Promise.all([
    read(baseline.preprocess, 'preprocess file'),
    read(baseline.labels, 'labels file'),
  ]);
  const key = hash.update(JSON.stringify([baseline.name, preprocess, labels])).digest('hex');
  return { name: baseline.name, model, preprocess, labels, key: `baseline-${key}` };
}

async function submitBaselines(
  person: Person,
  slug: string,
  baselines: readonly Baseline[],
): Promise<string[]> {
  if (baselines.length === 0) return [];
  const { enterChallenge } = await import('#lib/challenges/server/enter-challenge');
  const { submitModel } = await import('#lib/challenges/server/submit-model');
  await enterChallenge(person, slug, { name: 'Baselines', acceptRules: true, baseline: true });
  const ids: string[] = [];
  for (const { name, model, preprocess, labels, key } of baselines) {
    const { id } = await submitModel(person, slug, {
      model: createReadStream(model),
      fields: async () => ({ name, preprocess, labels }),
      idempotencyKey: key,
    });
    ids.push(id);
  }
  return ids;
}
