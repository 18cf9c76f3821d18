import { dataPath } from '#lib/infra/config';
import { pool } from '#lib/infra/db/client';
import { removeOtherLists } from '#lib/scoring/pixel-cache/keep-pixels';
import { pixelList } from './held-out-images.ts';

/** Where this machine keeps pixels of held-out images, ready for the next model. */
export const pixelFolder = () => dataPath('pixels');

/**
 * Removes from this machine's cache the pixels of versions of which images were taken down since they were kept, and of those that no
 * challenge is on. Each machine has a cache of its own, so each worker does it now and then.
 */
export async function forgetPixels(): Promise<void> {
  await removeOtherLists(pixelFolder(), async () => {
    const { rows } = await pool().query<{ id: string; gone: number }>(
      'SELECT id, missing_test AS gone FROM dataset_versions v WHERE EXISTS (SELECT FROM challenges c WHERE c.version_id = v.id)',
    );
    return rows.map(({ id, gone }) => pixelList(id, gone));
  });
}
