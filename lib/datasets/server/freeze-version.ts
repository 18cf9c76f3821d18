import { setImmediate as pause } from 'node:timers/promises';
import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { updateImageCounts } from '#lib/hierarchy/server/update-image-counts';
import { findNearDuplicates } from '#lib/images/server/find-near-duplicates';
import { hashMissingImages } from '#lib/images/server/hash-missing-images';
import { db } from '#lib/infra/db/client';
import { rawStatementsOn } from '#lib/infra/db/raw-statements';
import { copyTransaction } from '#lib/infra/db/transaction';
import { isOver, stepJob } from '#lib/jobs/job-state';
import type { FreezeOptions } from '../freeze-options.ts';
import type { FreezeReport, LeftOutReason } from '../freeze-report.ts';
import { FrozenImages } from '../frozen-images.ts';
import { LabelledImages } from '../labelled-images.ts';
import { classesOf, type NoLabelReason, strongestNoun } from '../labels.ts';
import { manifestSha256 } from '../manifest.ts';
import { assignSplits, countLeftOut } from '../splits.ts';
import { reportTwins } from '../twin-report.ts';
import { walkPlaces } from '../walk-places.ts';
import { countLabelling } from './count-labelling.ts';
import { failFreeze } from './fail-freeze.ts';
import { learnNouns } from './learn-nouns.ts';
import { readEarlier } from './read-earlier.ts';
import { readTwins } from './read-twins.ts';
import { readVerdicts } from './read-verdicts.ts';
import { writeChanges } from './write-changes.ts';
import { writeLeaves } from './write-leaves.ts';
import { writeVersion } from './write-version.ts';

/**
 * Freezes a version that was asked for: turns the dataset's settled units into labels, gives each image its split and
 * writes everything in one transaction, so that a freeze that is killed has written nothing and is done again from the
 * start. A version that is over stays as it is. What cannot be frozen fails with its reason.
 */
export async function freezeVersion(versionId: string): Promise<void> {
  const version = await db().datasetVersion.findUnique({ where: { id: versionId } });
  if (!version || isOver(version.state)) return;
  if (version.state === 'queued') {
    const state = stepJob(version.state, 'running');
    await db().datasetVersion.updateMany({ where: { id: versionId, state: 'queued' }, data: { state } });
  }
  try {
    // Images that came since the job that does this ran last.
    await hashMissingImages();
    await findNearDuplicates();
    await copyTransaction((client) => freeze(client, versionId));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await failFreeze(versionId, error);
  }
}

async function freeze(client: pg.ClientBase, versionId: string): Promise<void> {
  // Whether an image was shown or held out is asked of all datasets' versions, so freezes go one after the other.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('freeze-version'))`);
  const { rows } = await client.query<{
    state: 'running' | 'done' | 'failed' | 'cancelled';
    datasetId: string;
    dataset: string;
    number: number;
    options: FreezeOptions;
  }>(
    `SELECT v.state, v.dataset_id AS "datasetId", d.slug AS dataset, v.number, v.options
     FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id WHERE v.id = $1 FOR UPDATE OF v`,
    [versionId],
  );
  const version = rows[0];
  if (!version || isOver(version.state)) return;

  const labelling = await countLabelling(client, version.datasetId);
  const { images, leftOut, imagesSettled } = await gatherLabels(client, version, labelling.images);
  const { outcomes, twins } = await split(client, version, images);
  const frozen = new FrozenImages(images, outcomes);
  if (frozen.count === 0) {
    throw new AppError(
      'conflict',
      'no-labels',
      'No image has a label that may stand in a version: settle more units, or lower the confidence asked for.',
    );
  }
  const counts = await writeVersion(client, versionId, frozen.byId());
  const merkleRoot = await writeLeaves(client, versionId);
  const changes = await writeChanges(client, { id: versionId, ...version });
  const report: FreezeReport = {
    ...labelling,
    ...frozen.summary(),
    twins,
    changes,
    leftOut: {
      ...leftOut,
      ...countLeftOut(outcomes),
      'not-settled': Math.max(0, labelling.images - imagesSettled),
    },
  };
  const sha256 = manifestSha256({
    dataset: version.dataset,
    version: version.number,
    options: version.options,
    images: frozen.bySha256(),
  });
  await client.query(
    `UPDATE dataset_versions SET state = $2, manifest_sha256 = $3, train_count = $4, val_count = $5, test_count = $6,
            class_count = $7, report = $8, merkle_root = $9, error = NULL, frozen_at = now()
     WHERE id = $1`,
    [
      versionId,
      stepJob(version.state, 'done'),
      sha256,
      counts.train,
      counts.val,
      counts.test,
      counts.classes,
      report,
      merkleRoot,
    ],
  );
  await updateImageCounts(rawStatementsOn(client));
}

type Version = { datasetId: string; options: FreezeOptions };

/** Every image of the dataset that has a label, and how many have none for which reason. */
async function gatherLabels(client: pg.ClientBase, { datasetId, options }: Version, expected: number) {
  const { above, learn } = learnNouns(client);
  const images = new LabelledImages(options.seed, expected);
  const leftOut: Partial<Record<LeftOutReason, number>> = {};
  let imagesSettled = 0;
  for await (const { verdicts, ...image } of readVerdicts(client, datasetId)) {
    imagesSettled++;
    await learn(verdicts);
    const label = strongestNoun(verdicts, options.minimumConfidence, above);
    if (typeof label === 'string') leftOut[label] = (leftOut[label] ?? 0) + 1;
    else images.add({ ...image, label });
  }
  const byClass = images.countAs(classesOf(images.countNouns(), above));
  for (const [reason, count] of Object.entries(byClass) as [NoLabelReason, number][])
    leftOut[reason] = (leftOut[reason] ?? 0) + count;
  return { images, leftOut, imagesSettled };
}

/** What comes of each image (`splitOutcomes`), and of near duplicates. */
async function split(client: pg.ClientBase, { datasetId, options }: Version, images: LabelledImages) {
  const { groups, outside } = await readTwins(client, datasetId, images.imageIds);
  const earlier = new Uint8Array(images.count);
  const placeOf = walkPlaces(images.imageIds);
  for await (const row of readEarlier(client, datasetId)) {
    const place = placeOf(row.imageId);
    if (place >= 0) earlier[place] = row.earlier;
  }
  const items = { ...images.columns(), earlier, groups };
  const splitOptions = {
    valShare: options.valShare,
    testShare: options.testShare,
    isHeldOutSource: images.sourceSlugs.map((slug) => options.heldOutSources.includes(slug)),
  };
  const outcomes = assignSplits(items, splitOptions, outside);
  // Each of these takes seconds for millions of images; in between the worker says that it is alive.
  await pause();
  const twins = reportTwins(items, outcomes, splitOptions);
  await pause();
  return { outcomes, twins };
}
