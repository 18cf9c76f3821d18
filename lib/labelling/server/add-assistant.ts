import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { modelKey } from '#lib/challenges/server/model-key';
import { readSubmissionFields } from '#lib/challenges/server/read-submission-fields';
import { receiveModel } from '#lib/challenges/server/receive-model';
import { findVisibleSubmission } from '#lib/challenges/server/submission-access';
import type { SubmissionFields } from '#lib/challenges/submission';
import { AppError } from '#lib/core/errors';
import { synsetId } from '#lib/hierarchy/synset';
import { assertRole, type Person } from '#lib/identity/person';
import { db, pool } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import { transaction } from '#lib/infra/db/transaction';
import { storage } from '#lib/infra/storage';
import { enqueue } from '#lib/jobs/enqueue';
import type { JobState } from '#lib/jobs/job-state';
import type { SubmittedAssistant } from '../assistant.ts';
import { runAssistantJob } from '../jobs.ts';
import { assertOpen, findCampaign } from './find-campaign.ts';
import { lockCampaign } from './lock-campaign.ts';
import { assertOneAssistant } from './one-assistant.ts';

/** The largest model that may assist. */
const MAX_MODEL_BYTES = 2 * 1024 ** 3;

interface AddedAssistant {
  id: string;
  state: JobState;
}

/** What an assistant's row says of its model. */
interface AssistantModel {
  name: string;
  modelSha256: string;
  preprocess: unknown;
  labels: string[];
}

/**
 * Has a model that comes in vote in a campaign as one more labeler, on images that can be train alone: those that are so in the
 * dataset's versions, and of those in no version a share, chosen by hash, which is kept for train from now on. One model a
 * campaign, so that models never settle a unit among themselves. For organisers. Throws AppError `assistant-there`,
 * `labels-missing` where no noun is named for its outputs, and those of a submission's fields and model.
 */
export async function addUploadedAssistant(
  person: Person | null,
  upload: { campaign: string; share: number; model: Readable; fields: () => Promise<SubmissionFields> },
): Promise<AddedAssistant> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(upload.campaign);
  assertOpen(campaign);
  // Said before two gigabytes come in, and again with the place locked.
  await assertOneAssistant(pool(), campaign);
  const model = await receiveModel(upload.model, MAX_MODEL_BYTES);
  try {
    const sent = await upload.fields();
    const labels = (sent.labels ?? '').split(/\s/).filter((word) => synsetId.safeParse(word).success);
    if (labels.length === 0) throw labelsMissing();
    const fields = readSubmissionFields(sent, labels);
    const key = modelKey(model.sha256);
    if (!(await storage().exists(key))) await storage().putStream(key, createReadStream(model.file));
    return await add(person, campaign, upload.share, {
      name: fields.name,
      modelSha256: model.sha256,
      preprocess: fields.preprocess,
      labels: fields.labels,
    });
  } finally {
    await rm(model.file, { force: true });
  }
}

/** The same with the model of a submission. Throws also `no-such-submission`. */
export async function addSubmittedAssistant(
  person: Person | null,
  input: SubmittedAssistant & { campaign: string },
): Promise<AddedAssistant> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(input.campaign);
  assertOpen(campaign);
  await findVisibleSubmission(person, input.submission);
  const submission = await db().submission.findUniqueOrThrow({
    where: { id: input.submission },
    select: {
      modelSha256: true,
      preprocess: true,
      labels: true,
      entry: { select: { challenge: { select: { classes: { orderBy: { position: 'asc' } } } } } },
    },
  });
  const classes = submission.entry.challenge.classes.map((each) => each.synsetId);
  return add(person, campaign, input.share, {
    name: input.name,
    modelSha256: submission.modelSha256,
    preprocess: submission.preprocess ?? undefined,
    labels: submission.labels.length > 0 ? submission.labels : classes,
  });
}

async function add(
  person: Person,
  campaign: { id: string; slug: string },
  share: number,
  model: AssistantModel,
): Promise<AddedAssistant> {
  const added = await transaction(async (client) => {
    await lockCampaign(client, campaign);
    await assertOneAssistant(client, campaign);
    const { rows } = await client.query<AddedAssistant>(
      `WITH account AS (
         INSERT INTO users (id, email, name, roles, machine)
         SELECT id, 'model-' || id || '@models.invalid', $2, '{}', true FROM gen_random_uuid() AS id
         RETURNING id
       )
       INSERT INTO assistants (id, campaign_id, user_id, name, model_sha256, preprocess, labels, created_by, share, updated_at)
       SELECT gen_random_uuid(), $1, account.id, $2, $3, $4, $5, $6, $7, now() FROM account
       RETURNING id, state`,
      [
        campaign.id,
        model.name,
        model.modelSha256,
        model.preprocess === undefined ? null : JSON.stringify(model.preprocess as Prisma.JsonValue),
        model.labels,
        person.id,
        share,
      ],
    );
    return rows[0] as AddedAssistant;
  });
  // Should this be lost, recover-assistants puts the job in.
  await enqueue(runAssistantJob, { assistantId: added.id }, `assistant-${added.id}`);
  return added;
}

function labelsMissing(): AppError {
  return new AppError(
    'invalid',
    'labels-missing',
    'The labels file names no noun: write the synset id (such as n02084071) of each of the model’s outputs on a line of its own.',
    { details: { field: 'labels' } },
  );
}
