import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '#lib/core/errors';
import { assertRole, hasRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import type { EntryState } from '#lib/infra/db/generated/client';
import { storage } from '#lib/infra/storage';
import { assertPhaseOpen, tellingPhase } from '../challenge-phase.ts';
import { assertEligible } from '../eligibility.ts';
import { assertQuotaLeft } from '../quota.ts';
import type { SubmissionFields } from '../submission.ts';
import type { SubmissionState } from '../submission-state.ts';
import { assertRulesAccepted } from './accept-rules.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { countQuota } from './count-quota.ts';
import { enqueueStage } from './enqueue-stage.ts';
import { lockEntries } from './entry-of.ts';
import { type FoundChallenge, findChallenge } from './find-challenge.ts';
import { readEligibility } from './get-eligibility.ts';
import { modelKey } from './model-key.ts';
import { noticeSameModel } from './notice-overlaps.ts';
import { readSubmissionFields } from './read-submission-fields.ts';
import { modelTooLarge, type ReceivedModel, receiveModel } from './receive-model.ts';

/** A model on its way in. The text fields may stand behind it: they are asked for when its last byte is in. */
export interface ModelUpload {
  model: Readable;
  fields: () => Promise<SubmissionFields>;
  /** The same key again gives the submission that the first made. */
  idempotencyKey?: string;
}

export interface TakenSubmission {
  id: string;
  state: SubmissionState;
}

/**
 * Takes a model in for a person's entry. Phase and quota are checked before a byte is read and again in the transaction
 * that makes the submission, with the entry locked, so that uploads at the same time cannot pass them together. The
 * challenge is held as well, and fields that were read by other classes than it has then are read again. The bytes go to storage under their SHA-256; a worker then checks and scores them.
 *
 * Throws AppError `not-entered`, `labelled-held-out`, `not-open-yet`, `between-phases`, `challenge-closed`, `challenge-archived`,
 * `quota-exhausted`, `model-too-large`, and those of the fields. Baseline entries have no quota and may submit whenever the challenge is not over.
 */
export async function submitModel(
  person: Person | null,
  slug: string,
  upload: ModelUpload,
): Promise<TakenSubmission> {
  assertRole(person, 'researcher');
  const challenge = await findChallenge(slug);
  const entry = await ownEntry(person, challenge);
  // Entered may be who labelled later.
  if (!entry.baseline) assertEligible(await readEligibility(challenge.id, entry.members), challenge.title);
  // In this order: what the same upload sent twice has just used up must not refuse the second.
  const allowed = await assertMaySubmit(db(), challenge, entry, new Date()).catch((refusal: unknown) => ({
    refusal,
  }));
  const repeated = await findRepeated(db(), entry.id, upload.idempotencyKey);
  if (repeated) return repeated;
  if ('refusal' in allowed) throw allowed.refusal;

  const model = await receiveModel(upload.model, allowed.maxModelBytes);
  try {
    const sent = await upload.fields();
    const classIds = await classIdsOf(db(), challenge);
    const fields = readSubmissionFields(sent, classIds);
    await keepModel(model);
    const taken = await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM challenges WHERE id = ${challenge.id}::uuid FOR SHARE`;
      await lockEntries(tx, [entry.id]);
      // Merged into another while the model came in, it submits as that one.
      const current = await ownEntry(person, challenge, tx);
      if (current.id !== entry.id) await lockEntries(tx, [current.id]);
      const made = await findRepeated(tx, current.id, upload.idempotencyKey);
      if (made) return made;
      const now = new Date();
      const phase = await assertMaySubmit(tx, await findChallenge(slug, tx), current, now);
      if (!entry.baseline) await assertRulesAccepted(tx, challenge, person);
      if (model.bytes > phase.maxModelBytes) throw modelTooLarge(phase.maxModelBytes);
      const held = await classIdsOf(tx, challenge);
      if (!entry.baseline) {
        const what = { entryId: current.id, userId: person.id, modelSha256: model.sha256 };
        await noticeSameModel(tx, challenge.id, what);
      }
      return tx.submission.create({
        data: {
          ...(held.join() === classIds.join() ? fields : readSubmissionFields(sent, held)),
          entryId: current.id,
          idempotencyKey: upload.idempotencyKey,
          modelSha256: model.sha256,
          modelBytes: model.bytes,
          createdById: person.id,
          phasePosition: phase.position,
          // The moment that was checked, which is the one that quotas count.
          createdAt: now,
          events: { create: { state: 'uploaded' } },
        },
        select: { id: true, state: true },
      });
    });
    // Should this be lost, recover-submissions puts the job in.
    await enqueueStage('checking', taken.id);
    return taken;
  } finally {
    await rm(model.file, { force: true });
  }
}

interface OwnEntry {
  id: string;
  baseline: boolean;
  state: EntryState;
  stateReason: string | null;
  disqualifiedFor: string | null;
  members: string[];
}

async function ownEntry(person: Person, challenge: FoundChallenge, tx: Db = db()): Promise<OwnEntry> {
  const member = await tx.entryMember.findUnique({
    where: { challengeId_userId: { challengeId: challenge.id, userId: person.id } },
    select: {
      entry: {
        select: {
          id: true,
          baseline: true,
          state: true,
          stateReason: true,
          disqualifiedFor: true,
          members: { select: { userId: true } },
        },
      },
    },
  });
  if (!member) {
    throw new AppError(
      'forbidden',
      'not-entered',
      `You are in no entry of ${challenge.slug}: enter the challenge, which accepts its rules, then submit.`,
    );
  }
  if (member.entry.baseline && !hasRole(person, 'organiser')) assertRole(person, 'organiser');
  const { members, ...entry } = member.entry;
  return { ...entry, members: members.map(({ userId }) => userId) };
}

/** Refuses an entry that an organiser has not admitted, or that they disqualified. */
function assertTakesPart({ state, stateReason, disqualifiedFor }: OwnEntry, slug: string): void {
  if (disqualifiedFor !== null) {
    throw new AppError(
      'forbidden',
      'entry-disqualified',
      `Your entry was disqualified: ${disqualifiedFor} Ask the organiser of ${slug}.`,
    );
  }
  if (state === 'admitted') return;
  const why =
    state === 'pending' ? 'waits for an organiser to admit it' : `was declined: ${stateReason ?? ''}`;
  throw new AppError(
    'forbidden',
    'entry-not-admitted',
    `Your entry in ${slug} ${why}. It submits once it is admitted.`,
  );
}

/** The phase that takes an entry's submission at a moment, or why there is none. */
async function assertMaySubmit(
  tx: Db,
  challenge: FoundChallenge,
  entry: OwnEntry,
  now: Date,
): Promise<FoundChallenge['phases'][number]> {
  assertNotArchived(challenge);
  assertTakesPart(entry, challenge.slug);
  if (entry.baseline && now < challenge.closesAt) return tellingPhase(challenge.phases, now);
  const phase = assertPhaseOpen(challenge.phases, challenge.timeZone, now);
  if (!entry.baseline) assertQuotaLeft(await countQuota(tx, entry.id, challenge, now), challenge.timeZone);
  return phase;
}

async function findRepeated(tx: Db, entryId: string, key: string | undefined) {
  if (key === undefined) return null;
  return tx.submission.findUnique({
    where: { entryId_idempotencyKey: { entryId, idempotencyKey: key } },
    select: { id: true, state: true },
  });
}

async function classIdsOf(tx: Db, challenge: FoundChallenge): Promise<string[]> {
  const classes = await tx.challengeClass.findMany({
    where: { challengeId: challenge.id },
    orderBy: { position: 'asc' },
    select: { synsetId: true },
  });
  return classes.map((each) => each.synsetId);
}

async function keepModel(model: ReceivedModel): Promise<void> {
  const key = modelKey(model.sha256);
  if (await storage().exists(key)) return;
  await storage().putStream(key, createReadStream(model.file));
}
