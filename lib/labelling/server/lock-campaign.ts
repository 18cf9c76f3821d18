import type pg from 'pg';

/**
 * Has acts on a campaign that only one may do at a time follow one another, until the transaction ends. Those who only refer to the
 * campaign, as each lease does, do not wait.
 */
export async function lockCampaign(client: pg.ClientBase, { id }: { id: string }): Promise<void> {
  await client.query('SELECT FROM campaigns WHERE id = $1 FOR NO KEY UPDATE', [id]);
}
