import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { DatasetDeskDetails } from '../desk-views.ts';
import { findDataset } from './find-dataset.ts';
import { latestAndNewest } from './list-dataset-desks.ts';
import { listDeskVersions } from './list-desk-versions.ts';

/** How a dataset stands, with its versions in whatever state, its sources and the nouns it was gathered for. For organisers. */
export async function getDatasetDesk(person: Person | null, slug: string): Promise<DatasetDeskDetails> {
  assertRole(person, 'organiser');
  const { id, title, licenses } = await findDataset(slug);
  const [versions, sources, nouns, campaigns] = await Promise.all([
    listDeskVersions([id]),
    pool().query<{ slug: string; title: string; images: number }>(
      `SELECT s.slug, s.title, count(*)::int AS images
       FROM dataset_images d JOIN images i ON i.id = d.image_id JOIN sources s ON s.id = i.source_id
       WHERE d.dataset_id = $1 GROUP BY s.id ORDER BY images DESC, s.title`,
      [id],
    ),
    pool().query<{ id: string; word: string; images: number }>(
      `SELECT s.id, s.words[1] AS word, count(*)::int AS images
       FROM dataset_candidates c JOIN synsets s ON s.id = c.synset_id
       WHERE c.dataset_id = $1 GROUP BY s.id ORDER BY word, s.id`,
      [id],
    ),
    pool().query<{ campaigns: number; settled: number }>(
      `SELECT count(DISTINCT c.id)::int AS campaigns, coalesce(sum(p.settled), 0)::int AS settled
       FROM campaigns c LEFT JOIN campaign_progress p ON p.campaign_id = c.id WHERE c.dataset_id = $1`,
      [id],
    ),
  ]);
  const own = versions.get(id) ?? [];
  return {
    slug,
    title,
    images: sources.rows.reduce((sum, { images }) => sum + images, 0),
    unitsSettled: campaigns.rows[0]?.settled ?? 0,
    campaigns: campaigns.rows[0]?.campaigns ?? 0,
    ...latestAndNewest(own),
    versions: own,
    licenses,
    sources: sources.rows,
    nouns: nouns.rows,
  };
}
