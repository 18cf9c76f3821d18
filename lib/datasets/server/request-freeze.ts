import { randomBytes } from 'node:crypto';
import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import { enqueue } from '#lib/jobs/enqueue';
import { type FreezeOptions, type FreezeOptionsInput, freezeOptionsSchema } from '../freeze-options.ts';
import { freezeVersionJob } from '../jobs.ts';
import { findDataset } from './find-dataset.ts';

/**
 * Asks for a new version of a dataset, which a worker then freezes. For organisers. Refuses while another freeze of the
 * dataset is under way (`freeze-under-way`), where nothing has been settled yet (`nothing-settled`), and held-out
 * sources that do not exist (`no-such-source`).
 */
export async function requestFreeze(
  person: Person | null,
  input: { slug: string; options: FreezeOptionsInput },
): Promise<{ id: string; dataset: string; version: number; state: 'queued' }> {
  assertRole(person, 'organiser');
  const dataset = await findDataset(input.slug);
  const given = freezeOptionsSchema.parse(input.options);
  const options: FreezeOptions = { ...given, seed: given.seed ?? randomBytes(16).toString('hex') };

  const version = await transaction(async (client) => {
    // Two freezes asked for at once wait here for each other, so that they neither share a number nor both start.
    await client.query('SELECT FROM datasets WHERE id = $1 FOR UPDATE', [dataset.id]);
    const { rows: underWay } = await client.query<{ number: number; state: string }>(
      `SELECT number, state FROM dataset_versions WHERE dataset_id = $1 AND state IN ('queued', 'running')`,
      [dataset.id],
    );
    if (underWay[0]) {
      throw new AppError(
        'conflict',
        'freeze-under-way',
        `Version ${underWay[0].number} of ${dataset.slug} is ${underWay[0].state}: wait until it is done.`,
      );
    }
    const { rows: unknown } = await client.query<{ slug: string }>(
      'SELECT slug FROM unnest($1::text[]) AS slug WHERE slug NOT IN (SELECT s.slug FROM sources s)',
      [options.heldOutSources],
    );
    if (unknown.length > 0) {
      throw new AppError(
        'invalid',
        'no-such-source',
        `There is no source ${unknown.map(({ slug }) => slug).join(', ')}: held-out sources are named by their slug.`,
        { details: { field: 'heldOutSources' } },
      );
    }
    const { rowCount: settled } = await client.query(
      `SELECT FROM units u JOIN campaigns c ON c.id = u.campaign_id WHERE c.dataset_id = $1 AND u.state = 'settled' LIMIT 1`,
      [dataset.id],
    );
    if (settled === 0) {
      throw new AppError(
        'conflict',
        'nothing-settled',
        `Nobody has settled an image of ${dataset.slug} yet: start a campaign and freeze when it has labels.`,
      );
    }
    const { rows } = await client.query<{ id: string; number: number }>(
      `INSERT INTO dataset_versions (id, dataset_id, number, options, created_by)
       SELECT gen_random_uuid(), $1, coalesce(max(number), 0) + 1, $2, $3 FROM dataset_versions WHERE dataset_id = $1
       RETURNING id, number`,
      [dataset.id, options, person.id],
    );
    return rows[0] as { id: string; number: number };
  });
  await enqueue(freezeVersionJob, { versionId: version.id }, `freeze-${version.id}`);
  return { id: version.id, dataset: dataset.slug, version: version.number, state: 'queued' };
}
