import { expect, test } from 'vitest';
import { db, pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import { lockUnits } from './lock-units.ts';

/** Waits until somebody waits for a lock. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query(
      'SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0',
    );
    if (rowCount) return;
  }
}

test('a unit that was made gold while its lock was waited for is gold', async () => {
  const organiser = await makePerson('organiser');
  const dataset = await makeDataset(organiser, 1);
  const slug = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 });
  const { id, campaignId } = await db().unit.findFirstOrThrow({ where: { campaign: { slug } } });
  let waiting: Promise<boolean | undefined> | undefined;
  await transaction(async (client) => {
    expect((await lockUnits(client, [id]))[0]?.gold).toBe(false);
    await client.query(
      `INSERT INTO gold (unit_id, campaign_id, synset_id, answer, origin) VALUES ($1, $2, $3, 'yes', 'settled')`,
      [id, campaignId, dog],
    );
    waiting = transaction(async (other) => (await lockUnits(other, [id]))[0]?.gold);
    await someoneWaits();
  });
  expect(await waiting).toBe(true);
});
