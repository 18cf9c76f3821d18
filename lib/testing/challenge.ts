import { Readable } from 'node:stream';
import { challengeSettingsSchema } from '#lib/challenges/challenge';
import { applyChallenge } from '#lib/challenges/server/apply-challenge';
import { enterChallenge } from '#lib/challenges/server/enter-challenge';
import { submitModel, type TakenSubmission } from '#lib/challenges/server/submit-model';
import type { SubmissionFields } from '#lib/challenges/submission';
import type { Person } from '#lib/identity/person';

const DAY_MS = 86_400_000;

/** Opens a challenge on a dataset version, from yesterday until tomorrow where nothing else is said. */
export async function openChallenge(
  organiser: Person,
  slug: string,
  settings: { dataset: string; version: number } & Record<string, unknown>,
): Promise<void> {
  const now = Date.now();
  const filled = {
    title: slug,
    edition: 2026,
    opensAt: new Date(now - DAY_MS).toISOString(),
    closesAt: new Date(now + DAY_MS).toISOString(),
    ...settings,
  };
  await applyChallenge(organiser, slug, challengeSettingsSchema.parse(filled));
}

/** Enters a challenge under a name. */
export function enter(person: Person, slug: string, name: string, baseline = false) {
  return enterChallenge(person, slug, { name, acceptRules: true, baseline });
}

/** Submits these bytes as a model. */
export function submit(
  person: Person | null,
  slug: string,
  model: Uint8Array,
  fields: Partial<SubmissionFields> = {},
  idempotencyKey?: string,
): Promise<TakenSubmission> {
  return submitModel(person, slug, {
    model: Readable.from([model]),
    fields: async () => ({ name: 'a model', ...fields }),
    idempotencyKey,
  });
}
