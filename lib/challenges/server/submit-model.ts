import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '#lib/core/errors';
import { assertRole, hasRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { assertEligible } from '../eligibility.ts';
import { assertOpen, phaseAt } from '../phase.ts';
import { assertQuotaLeft } from '../quota.ts';
import type { SubmissionFields } from '../submission.ts';
import type { SubmissionState } from '../submission-state.ts';
import { countQuota } from './count-quota.ts';
import { enqueueStage } from './enqueue-stage.ts';
import { findChallenge } from './find-challenge.ts';
import { readEligibility } from './get-eligibility.ts';
import { modelKey } from './model-key.ts';
import { readSubmissionFields } from './read-submission-fields.ts';
import { type ReceivedModel, receiveModel } from './receive-model.ts';

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

type Challenge = Awaited<ReturnType<typeof findChallenge>>;

/**
 * Takes a model in for a person's entry. Phase and quota are checked before a byte is read and again in the transaction
 * that makes the submission, with the entry locked, so that uploads at the same time cannot pass them together. The
 * challenge is held as well, and fields that were read by other classes than it has then are read again. The bytes go to storage under their SHA-256; a worker then checks and scores them.
 *
 * Throws AppError `not-entered`, `labelled-held-out`, `not-open-yet`, `challenge-closed`, `quota-exhausted`, `model-too-large`, and those of
 * the fields. Baseline entries have no quota and may submit before the challenge opens.
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
  const refusal = await assertMaySubmit(db(), challenge, entry).catch((error: unknown) => error);
  const repeated = await findRepeated(db(), entry.id, upload.idempotencyKey);
  if (repeated) return repeated;
  if (refusal) throw refusal;

  const model = await receiveModel(upload.model, challenge.maxModelBytes);
  try {
    const sent = await upload.fields();
    const classIds = await classIdsOf(db(), challenge);
    const fields = readSubmissionFields(sent, classIds);
    await keepModel(model);
    const taken = await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM challenges WHERE id = ${challenge.id}::uuid FOR SHARE`;
      await tx.$queryRaw`SELECT id FROM entries WHERE id = ${entry.id}::uuid FOR UPDATE`;
      const made = await findRepeated(tx, entry.id, upload.idempotencyKey);
      if (made) return made;
      await assertMaySubmit(tx, await tx.challenge.findUniqueOrThrow({ where: { id: challenge.id } }), entry);
      const held = await classIdsOf(tx, challenge);
      return tx.submission.create({
        data: {
          ...(held.join() === classIds.join() ? fields : readSubmissionFields(sent, held)),
          entryId: entry.id,
          idempotencyKey: upload.idempotencyKey,
          modelSha256: model.sha256,
          modelBytes: model.bytes,
          createdById: person.id,
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
  members: string[];
}

async function ownEntry(person: Person, challenge: Challenge): Promise<OwnEntry> {
  const member = await db().entryMember.findUnique({
    where: { challengeId_userId: { challengeId: challenge.id, userId: person.id } },
    select: { entry: { select: { id: true, baseline: true, members: { select: { userId: true } } } } },
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

async function assertMaySubmit(tx: Db, challenge: Challenge, entry: OwnEntry): Promise<void> {
  const now = new Date();
  if (entry.baseline && phaseAt(challenge, now) === 'upcoming') return;
  assertOpen(challenge, now);
  if (entry.baseline) return;
  assertQuotaLeft(await countQuota(tx, entry.id, challenge.dailyQuota, now));
}

async function findRepeated(tx: Db, entryId: string, key: string | undefined) {
  if (key === undefined) return null;
  return tx.submission.findUnique({
    where: { entryId_idempotencyKey: { entryId, idempotencyKey: key } },
    select: { id: true, state: true },
  });
}

async function classIdsOf(tx: Db, challenge: Challenge): Promise<string[]> {
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
