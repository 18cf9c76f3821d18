import type pg from 'pg';
import { sentTogether } from '#lib/infra/db/sent-together';
import { transaction } from '#lib/infra/db/transaction';
import type { BatchOutcome, TakenFile } from './import-batch.ts';
import { type ImportRun, RunEnded } from './import-run.ts';
import { keepSources } from './keep-sources.ts';
import { matchNouns } from './match-nouns.ts';

/**
 * Puts a batch's images into the dataset and says so in the import's counts, all in one transaction, so that a run that is killed
 * counts nothing twice. Throws RunEnded where the import is no longer this run's.
 */
export async function commitBatch(run: ImportRun, batch: BatchOutcome, seconds: number): Promise<void> {
  const names = [...new Set(batch.taken.flatMap(({ nounName }) => nounName ?? []))];
  const meant = run.options.noun ? new Map<string, string>() : await matchNouns(names);
  await transaction(async (client) => {
    // Choices of nouns lock it too, so that no image slips in between a choice and its use.
    const { rowCount } = await client.query(
      `SELECT FROM imports WHERE id = $1 AND run_id = $2 AND state = 'running' FOR UPDATE`,
      [run.id, run.runId],
    );
    if (rowCount === 0) throw new RunEnded();
    const taken = await stillThere(client, batch.taken);
    const imageIds = [...new Set(taken.map(({ imageId }) => imageId))];
    const { rowCount: added } = await client.query(
      'INSERT INTO dataset_images (dataset_id, image_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING',
      [run.dataset.id, imageIds],
    );
    await keepSources(client, run.dataset.id, imageIds);
    if (run.options.noun)
      await addCandidates(
        client,
        run,
        taken.map(({ imageId }) => [imageId, run.options.noun as string]),
      );
    else if (names.length > 0) await nameNouns(client, run, taken, meant);
    await sentTogether([
      client.query(
        `INSERT INTO import_refusals (import_id, ordinal, path, code, reason)
         SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING`,
        [
          run.id,
          batch.refused.map(({ ordinal }) => ordinal),
          batch.refused.map(({ path }) => path),
          batch.refused.map(({ code }) => code),
          batch.refused.map(({ reason }) => reason),
        ],
      ),
      client.query(
        `UPDATE imports SET next_ordinal = $2, passed = $3, done = done + $4, added = added + $5, duplicates = duplicates + $6,
           refused = refused + $7, bytes = bytes + $8, worked_seconds = worked_seconds + $9, heartbeat_at = now(),
           refused_by_code = refused_by_code || (
             SELECT coalesce(jsonb_object_agg(code, n + coalesce((refused_by_code ->> code)::int, 0)), '{}')
             FROM (SELECT code, count(*) AS n FROM unnest($10::text[]) AS code GROUP BY code) AS counted
           )
         WHERE id = $1`,
        [
          run.id,
          batch.nextOrdinal,
          batch.passed,
          batch.entries,
          added,
          batch.taken.length - (added ?? 0),
          batch.refused.length,
          batch.bytes,
          seconds,
          batch.refused.map(({ code }) => code),
        ],
      ),
    ]);
  });
}

/** Leaves out what was taken down since it was taken in; what is given cannot be taken down until the transaction ends. */
async function stillThere(client: pg.ClientBase, taken: readonly TakenFile[]): Promise<TakenFile[]> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT id FROM images WHERE id = ANY($1) AND takedown_id IS NULL ORDER BY id FOR SHARE',
    [taken.map(({ imageId }) => imageId)],
  );
  const there = new Set(rows.map(({ id }) => id));
  return taken.filter(({ imageId }) => there.has(imageId));
}

/** Enters what the batch calls nouns, and makes each image a candidate of its noun or has it wait for one. */
async function nameNouns(
  client: pg.ClientBase,
  run: ImportRun,
  taken: readonly TakenFile[],
  meant: ReadonlyMap<string, string>,
): Promise<void> {
  const named = taken.filter((file): file is Required<TakenFile> => file.nounName !== undefined);
  const counts = new Map<string, number>();
  for (const { nounName } of named) counts.set(nounName, (counts.get(nounName) ?? 0) + 1);
  const { rows } = await client.query<{ name: string; state: string; synsetId: string | null }>(
    `INSERT INTO import_nouns AS n (import_id, name, state, synset_id, images)
     SELECT $1, name, CASE WHEN synset IS NULL THEN 'waiting' ELSE 'known' END::"ImportNounState", synset, images
     FROM unnest($2::text[], $3::text[], $4::int[]) AS given (name, synset, images)
     ON CONFLICT (import_id, name) DO UPDATE SET images = n.images + excluded.images
     RETURNING name, state, synset_id AS "synsetId"`,
    [
      run.id,
      [...counts.keys()],
      [...counts.keys()].map((name) => meant.get(name) ?? null),
      [...counts.values()],
    ],
  );
  const nouns = new Map(rows.map((row) => [row.name, row]));
  const waiting = named.filter(({ nounName }) => nouns.get(nounName)?.state === 'waiting');
  await addCandidates(
    client,
    run,
    named.flatMap(({ imageId, nounName }): [number, string][] => {
      const synset = nouns.get(nounName)?.synsetId;
      return synset ? [[imageId, synset]] : [];
    }),
  );
  await client.query(
    `INSERT INTO import_waiting (import_id, name, image_id)
     SELECT $1, * FROM unnest($2::text[], $3::int[]) ON CONFLICT DO NOTHING`,
    [run.id, waiting.map(({ nounName }) => nounName), waiting.map(({ imageId }) => imageId)],
  );
}

async function addCandidates(
  client: pg.ClientBase,
  run: ImportRun,
  pairs: readonly (readonly [imageId: number, synsetId: string])[],
): Promise<void> {
  await client.query(
    `INSERT INTO dataset_candidates (dataset_id, image_id, synset_id)
     SELECT $1, * FROM unnest($2::int[], $3::text[]) ON CONFLICT DO NOTHING`,
    [run.dataset.id, pairs.map(([imageId]) => imageId), pairs.map(([, synsetId]) => synsetId)],
  );
}
