import { modelKey } from '#lib/challenges/server/model-key';
import { preprocessText } from '#lib/challenges/server/read-submission-fields';
import { scoringBudget } from '#lib/challenges/server/scoring-capacity';
import { withModelMemory } from '#lib/challenges/server/warm-models';
import { AppError } from '#lib/core/errors';
import { keepSelectedInTrain } from '#lib/datasets/server/keep-in-train';
import { synsetId } from '#lib/hierarchy/synset';
import { imageKey } from '#lib/images/image-keys';
import { config } from '#lib/infra/config';
import { db, pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { storage } from '#lib/infra/storage';
import { isOver, stepJob } from '#lib/jobs/job-state';
import { readPreprocess } from '#lib/scoring/preprocess/presets';
import { isModelRefusal } from '#lib/scoring/refusals';
import { openScorer, type Scorer } from '#lib/scoring/run/open-scorer';
import type { CampaignKind } from '../answers.ts';
import { machineAnswer } from '../assistant.ts';
import type { NewVote } from './keep-votes.ts';
import { machineUnits } from './machine-units.ts';
import { readBelow } from './noun-lines.ts';
import { recordVotes } from './record-votes.ts';

/** What says that nobody can vote, that this model cannot any more, or that who added it is no organiser any more. */
const closed = ['campaign-closed', 'votes-withdrawn', 'role-needed'];

/**
 * SQL: the images of campaign $2's open units that are train in versions or kept for train, and a share $3 of those in no version,
 * by a hash, so that another model is given the same.
 */
const CHOSEN = `
  SELECT u.image_id FROM units u JOIN dataset_images o ON o.dataset_id = $1 AND o.image_id = u.image_id
  WHERE u.campaign_id = $2 AND u.state = 'open' AND (
    o.train_only OR EXISTS (SELECT FROM version_images v WHERE v.image_id = u.image_id AND v.split = 'train')
    OR (hashtextextended(u.image_id::text, hashtext($2::text)) & 1048575) / 1048576.0 < $3
  )`;

/** Units whose votes are kept at once. */
const BATCH = 500;
/** What a model may take for a whole campaign. */
const LIMITS = { timeLimitSeconds: 86_400, memoryLimitMb: 4096 };

/**
 * Has a model vote on the open units of its campaign whose images are kept for train. One that is killed goes on with what it
 * has not voted on. A model that cannot be run makes the assistant `failed` with its reason; a fault of ours is thrown, so that
 * the queue tries again. One that is over is left alone.
 */
export async function runAssistant(id: string, going: AbortSignal): Promise<void> {
  const assistant = await findAssistant(id);
  if (!assistant || isOver(assistant.state)) return;
  if (assistant.state === 'queued') await step(id, assistant.state, 'running');
  try {
    await vote(assistant, going);
    await step(id, 'running', 'done');
  } catch (error) {
    if (going.aborted || !isFinal(error)) throw error;
    await step(id, 'running', 'failed', { problemCode: error.code, problemMessage: error.message });
  }
}

function isFinal(error: unknown): error is AppError {
  return error instanceof AppError && (closed.includes(error.code) || isModelRefusal(error));
}

function findAssistant(id: string) {
  return db().assistant.findUnique({
    where: { id },
    include: { campaign: { include: { dataset: { select: { id: true } } } }, createdBy: true },
  });
}
type Assistant = NonNullable<Awaited<ReturnType<typeof findAssistant>>>;

async function step(
  id: string,
  from: Assistant['state'],
  to: Assistant['state'],
  data: { problemCode?: string; problemMessage?: string } = {},
): Promise<void> {
  await db().assistant.updateMany({
    where: { id, state: from },
    data: { ...data, state: stepJob(from, to) },
  });
}

async function vote(assistant: Assistant, going: AbortSignal): Promise<void> {
  const { campaign } = assistant;
  const known = [...new Set(assistant.labels.filter((label) => synsetId.safeParse(label).success))];
  const isBelow = await readBelow(pool(), [...known, ...(await askedOf(campaign))]);
  await withScorer(assistant, known, async (scorer) => {
    // Not before the model has loaded: what is kept for train stays there.
    await transaction((client) =>
      keepSelectedInTrain(client, campaign.dataset.id, CHOSEN, [campaign.id, assistant.share]),
    );
    for (let after = 0; ; ) {
      going.throwIfAborted();
      const units = await nextUnits(assistant, after);
      const last = units.at(-1);
      if (!last) return;
      after = last.id;
      const guesses = await guess(scorer, units, known, assistant.modelSha256, going);
      const votes = units.flatMap((unit): NewVote[] => {
        const guessed = guesses.get(unit.sha256);
        if (!guessed) return [];
        const asked = { noun: unit.synsetId, roots: campaign.rootSynsets, known };
        const answer = machineAnswer(campaign.kind as CampaignKind, guessed.noun, asked, isBelow);
        if (answer === null) return [];
        return [{ unitId: unit.id, userId: assistant.userId, answer, milliseconds: guessed.milliseconds }];
      });
      if (votes.length === 0) continue;
      const { kept } = await recordVotes(assistant.createdBy, { campaign: campaign.slug, votes });
      await db().assistant.update({ where: { id: assistant.id }, data: { votes: { increment: kept } } });
    }
  });
}

/** The nouns that a verify campaign asks about. */
async function askedOf({ id }: { id: string }): Promise<string[]> {
  const { rows } = await pool().query<{ noun: string }>(
    `SELECT DISTINCT synset_id AS noun FROM campaign_progress WHERE campaign_id = $1 AND synset_id <> ''`,
    [id],
  );
  return rows.map(({ noun }) => noun);
}

interface MachineUnit {
  id: number;
  synsetId: string | null;
  sha256: string;
}

/** Open units in order of id that the model has not voted on and whose images are for train alone. */
async function nextUnits({ campaign, userId }: Assistant, after: number): Promise<MachineUnit[]> {
  const { rows } = await pool().query<MachineUnit>(
    `SELECT n.id, n.synset_id AS "synsetId", i.sha256
     FROM (SELECT u.id, u.synset_id, u.image_id ${machineUnits} ORDER BY u.id LIMIT ${BATCH}) AS n
     JOIN images i ON i.id = n.image_id ORDER BY n.id`,
    [campaign.id, campaign.dataset.id, userId, after],
  );
  return rows;
}

/** The model's first guess for each image, by its hash, with the time that the model took for one. */
async function guess(
  scorer: Scorer,
  units: readonly MachineUnit[],
  nouns: readonly string[],
  seed: string,
  signal: AbortSignal,
): Promise<Map<string, { noun: string; milliseconds: number }>> {
  const images = [...new Set(units.map(({ sha256 }) => sha256))];
  const read = async (position: number) => {
    const key = imageKey(images[position] as string);
    const bytes = await storage().get(key);
    if (bytes) return bytes;
    throw new AppError('unavailable', 'image-lost', `The storage has no ${key}.`);
  };
  const part = await scorer.score({ images: { count: images.length, read }, seed, signal });
  const { top, guesses } = part.predictions;
  const milliseconds = Math.round((1000 * part.modelSeconds) / images.length);
  const found = new Map<string, { noun: string; milliseconds: number }>();
  for (const [i, position] of part.positions.entries()) {
    const noun = nouns[top[i * guesses] as number];
    if (noun) found.set(images[position] as string, { noun, milliseconds });
  }
  return found;
}

async function withScorer(
  assistant: Assistant,
  classes: string[],
  work: (scorer: Scorer) => Promise<void>,
): Promise<void> {
  const model = await storage().get(modelKey(assistant.modelSha256));
  if (!model) {
    const message = `The storage has no ${modelKey(assistant.modelSha256)}.`;
    throw new AppError('unavailable', 'model-lost', message);
  }
  const budget = scoringBudget(LIMITS);
  await withModelMemory(budget.memoryMb, async () => {
    const scorer = await openScorer({
      model,
      preprocess: readPreprocess(preprocessText(assistant.preprocess)).spec,
      labels: assistant.labels,
      classes,
      budget,
      isolation: config().SCORER_ISOLATION,
    });
    try {
      await work(scorer);
    } finally {
      await scorer.close();
    }
  });
}
