import { db } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { writeLeaves } from './write-leaves.ts';

/** Gives a Merkle root to versions that were frozen before there were any. Their images never change, so it is what it would have been. */
export async function addMissingRoots(): Promise<void> {
  const without = await db().datasetVersion.findMany({
    where: { state: 'done', merkleRoot: null },
    select: { id: true },
  });
  for (const { id } of without) {
    await transaction(async (client) => {
      const { rowCount } = await client.query(
        'SELECT FROM dataset_versions WHERE id = $1 AND merkle_root IS NULL FOR UPDATE',
        [id],
      );
      if (rowCount === 0) return;
      await client.query('UPDATE dataset_versions SET merkle_root = $2 WHERE id = $1', [
        id,
        await writeLeaves(client, id),
      ]);
    });
  }
}
