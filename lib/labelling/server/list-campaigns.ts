import { thumbUrl } from '#lib/images/image-url';
import { db, pool } from '#lib/infra/db/client';
import type { CampaignFacts, Progress } from '../campaign.ts';
import { askedNouns } from './asked-nouns.ts';
import { notHeldOut } from './held-out.ts';
import { readProgress } from './read-progress.ts';

/** A campaign as the page to choose from shows it. */
export interface ListedCampaign extends CampaignFacts {
  /** A few of the images that wait and are not held out, without anything that is asked about them. */
  waiting: { id: string; src: string; width: number; height: number }[];
}

const PICTURES = 12;

/**
 * The campaigns that take votes, or those closed, newest first, of one dataset or of all; those with nothing left to ask
 * at the end.
 */
export async function listCampaigns(
  input: { dataset?: string; state?: 'open' | 'closed' } = {},
): Promise<ListedCampaign[]> {
  const campaigns = await db().campaign.findMany({
    where: { state: input.state ?? 'open', ...(input.dataset && { dataset: { slug: input.dataset } }) },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      slug: true,
      title: true,
      kind: true,
      state: true,
      instructions: true,
      votesPerUnit: true,
      targetConfidence: true,
      severalNouns: true,
      rootSynsets: true,
      dataset: { select: { slug: true, title: true } },
    },
  });
  const [progress, nouns, waiting] = await Promise.all([
    readProgress(campaigns.map(({ id }) => id)),
    askedNouns(campaigns.flatMap(({ rootSynsets }) => rootSynsets)),
    waitingImages(campaigns.map(({ id }) => id)),
  ]);
  const listed = campaigns.map(({ id, rootSynsets, ...campaign }) => ({
    ...campaign,
    roots: rootSynsets.flatMap((root) => nouns.get(root) ?? []),
    progress: progress.get(id) as Progress,
    waiting: waiting.get(id) ?? [],
  }));
  const done = ({ progress: { units, settled, contested } }: ListedCampaign) => units === settled + contested;
  return [...listed.filter((campaign) => !done(campaign)), ...listed.filter(done)];
}

async function waitingImages(
  campaignIds: readonly string[],
): Promise<Map<string, ListedCampaign['waiting']>> {
  // From the end of the queue, where nobody works yet, and mixed, so that a few show what there is.
  const { rows } = await pool().query<{ campaign_id: string; sha256: string; width: number; height: number }>(
    `SELECT c.id AS campaign_id, w.* FROM unnest($1::uuid[]) AS c (id), LATERAL (
       SELECT DISTINCT i.sha256, i.width, i.height, md5(i.sha256) AS lot FROM (
         SELECT units.image_id FROM units
         WHERE campaign_id = c.id AND wanted > 0 AND ${notHeldOut('units.image_id')}
         ORDER BY vote_count, id DESC LIMIT 1000
       ) AS u JOIN images i ON i.id = u.image_id
       ORDER BY lot LIMIT $2
     ) AS w`,
    [campaignIds, PICTURES],
  );
  const waiting = new Map<string, ListedCampaign['waiting']>();
  for (const { campaign_id, sha256, width, height } of rows) {
    const pictures = waiting.get(campaign_id) ?? [];
    pictures.push({ id: sha256, src: thumbUrl(sha256), width, height });
    waiting.set(campaign_id, pictures);
  }
  return waiting;
}
