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
import type { FreezeReport, LeftOutReason, TwinReport } from '../freeze-report.ts';
import { type Label, type NoLabelReason, type Resolved, resolveLabels } from '../labels.ts';
import { manifestSha256 } from '../manifest.ts';
import type { Split } from '../split.ts';
import { assignPositions, assignSplits, type SplitItem, type SplitOutcome } from '../splits.ts';
import { countLabelling } from './count-labelling.ts';
import { failFreeze } from './fail-freeze.ts';
import { readTwins } from './read-twins.ts';
import { readEarlierSplits, readStepsUp, readVerdicts } from './read-verdicts.ts';
import { writeChanges } from './write-changes.ts';
import { writeLeaves } from './write-leaves.ts';
import { type FrozenImage, writeVersion } from './write-version.ts';

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

  const { images, leftOut, twins } = await label(client, version.datasetId, version.options);
  if (images.length === 0) {
    throw new AppError(
      'conflict',
      'no-labels',
      'No image has a label that may stand in a version: settle more units, or lower the confidence asked for.',
    );
  }
  const counts = await writeVersion(client, versionId, images);
  const merkleRoot = await writeLeaves(client, versionId);
  const changes = await writeChanges(client, { id: versionId, ...version });
  const labelling = await countLabelling(client, version.datasetId);
  const report: FreezeReport = {
    ...labelling,
    labelled: images.length,
    simulatedLabels: images.filter(({ simulated }) => simulated).length,
    machineLabels: images.filter(({ machine }) => machine).length,
    sources: countBy(images, ({ source }) => source),
    meanConfidence: images.reduce((sum, { confidence }) => sum + confidence, 0) / images.length,
    twins,
    changes,
    leftOut: { ...leftOut.counts, 'not-settled': Math.max(0, labelling.images - leftOut.imagesSettled) },
  };
  const sha256 = manifestSha256({
    dataset: version.dataset,
    version: version.number,
    options: version.options,
    images,
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

interface ImageFacts {
  sha256: string;
  /** Slug of its source. */
  source: string;
}

interface Labelled {
  images: (FrozenImage & ImageFacts)[];
  leftOut: { counts: Partial<Record<LeftOutReason, number>>; imagesSettled: number };
  twins: TwinReport;
}

/** Every image of the dataset that gets a label, with its split and place, and why others get none. */
async function label(client: pg.ClientBase, datasetId: string, options: FreezeOptions): Promise<Labelled> {
  const verdicts = await readVerdicts(client, datasetId);
  const stepsUp = await readStepsUp(client, verdicts);
  const resolved = resolveLabels(verdicts, options.minimumConfidence, stepsUp);
  const facts = new Map(verdicts.map(({ imageId, sha256, source }) => [imageId, { sha256, source }]));
  const earlier = await readEarlierSplits(client, [...resolved.keys()]);

  const labels = [...resolved.values()].filter((one): one is Label => typeof one !== 'string');
  const { groupOf, outside } = await readTwins(
    client,
    labels.map(({ imageId }) => imageId),
  );
  const items = labels.map(({ imageId, synsetId }) => ({
    ...(facts.get(imageId) as ImageFacts),
    synsetId,
    earlier: earlier.get(imageId) ?? null,
    group: groupOf.get(imageId) ?? null,
  }));
  const outcomes = assignSplits(items, options, outside);
  const kept = labels.flatMap((one, index) => {
    const split = outcomes[index] as SplitOutcome;
    return isSplit(split) ? [{ ...one, ...(facts.get(one.imageId) as ImageFacts), split }] : [];
  });
  const positions = assignPositions(
    kept.map(({ sha256 }) => sha256),
    options.seed,
  );
  const images = kept.map((one, index) => ({ ...one, position: positions[index] as number }));
  return {
    images,
    leftOut: { counts: countReasons(resolved, outcomes), imagesSettled: resolved.size },
    twins: countTwins(items, outcomes, options),
  };
}

const isSplit = (outcome: SplitOutcome): outcome is Split => outcome in { train: 0, val: 0, test: 0 };

function countReasons(
  resolved: Resolved,
  outcomes: readonly SplitOutcome[],
): Partial<Record<LeftOutReason, number>> {
  const unlabelled = [...resolved.values()].filter((one): one is NoLabelReason => typeof one === 'string');
  const unplaced = outcomes.filter((one): one is Exclude<SplitOutcome, Split> => !isSplit(one));
  return countBy([...unlabelled, ...unplaced], (reason) => reason);
}

function countTwins(
  items: readonly SplitItem[],
  outcomes: readonly SplitOutcome[],
  options: FreezeOptions,
): TwinReport {
  const sizes = countBy(
    items.filter(({ group }, index) => group !== null && isSplit(outcomes[index] as SplitOutcome)),
    ({ group }) => String(group),
  );
  const groups = Object.values(sizes).filter((size) => size > 1);
  const inGroups = items.filter(({ group }) => group !== null).length;
  const alone =
    inGroups > 0
      ? assignSplits(
          items.map((item) => ({ ...item, group: null })),
          options,
        )
      : outcomes;
  const moved = items.filter(
    ({ group }, index) =>
      group !== null && isSplit(outcomes[index] as SplitOutcome) && outcomes[index] !== alone[index],
  );
  return { groups: groups.length, images: groups.reduce((sum, size) => sum + size, 0), moved: moved.length };
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
