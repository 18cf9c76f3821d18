import type { SynsetName } from '#lib/hierarchy/synset-views';
import { db } from '#lib/infra/db/client';
import { nounsOf } from '#lib/labelling/answers';
import { labelerPseudonym } from '#lib/labelling/server/labeler-pseudonym';
import { newestVersions } from './newest-versions.ts';

/** A vote that a public label was made of, without its labeler's name. */
export interface LabelVote {
  /** The same labeler has the same one in all of a campaign. */
  pseudonym: string;
  simulated: boolean;
  machine: boolean;
  /** The noun that was asked about; null where the question was which noun it is. */
  asked: SynsetName | null;
  /** yes, no, none, cannot-tell or broken; else the nouns. */
  answer: string | SynsetName[];
  at: Date;
}

interface Row {
  slug: string;
  campaignId: string;
  userId: string;
  simulated: boolean;
  machine: boolean;
  asked: string | null;
  answer: string;
  at: Date;
}

/**
 * The votes that made the public labels of an image, by dataset: those of before the freeze on settled units that ask about the
 * label's noun, one above or below it, or which noun it is. None of an image that is held out anywhere, and none of a dataset
 * whose newest version does not show its label. For everybody.
 */
export async function listLabelVotes(imageId: number): Promise<Map<string, LabelVote[]>> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT d.slug, u.campaign_id AS "campaignId", o.user_id AS "userId", p.simulated, p.machine,
      u.synset_id AS asked, o.answer, o.created_at AS at
    FROM version_images i
    JOIN ${newestVersions} v ON v.id = i.version_id
    JOIN datasets d ON d.id = v.dataset_id
    JOIN units u ON u.image_id = i.image_id AND u.state = 'settled'
    JOIN campaigns c ON c.id = u.campaign_id AND c.dataset_id = d.id
    JOIN votes o ON o.unit_id = u.id AND o.created_at <= v.frozen_at
    JOIN users p ON p.id = o.user_id
    WHERE i.image_id = ${imageId} AND i.split IN ('train', 'val')
      AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.image_id)
      AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id AND g.origin = 'inserted')
      AND (u.synset_id IS NULL OR EXISTS (
        SELECT FROM synset_closure k
        WHERE (k.ancestor_id, k.descendant_id) IN ((i.synset_id, u.synset_id), (u.synset_id, i.synset_id))
      ))
    ORDER BY d.slug, o.created_at, o.unit_id, o.user_id`;
  const words = await readWords(rows.flatMap(({ asked, answer }) => [asked ?? [], nounsOf(answer)].flat()));
  const name = (id: string): SynsetName => ({ id, word: words.get(id) ?? id });
  const votes = new Map<string, LabelVote[]>();
  for (const { slug, campaignId, userId, simulated, machine, asked, answer, at } of rows) {
    const nouns = nounsOf(answer);
    const ofDataset = votes.get(slug) ?? [];
    votes.set(slug, ofDataset);
    ofDataset.push({
      pseudonym: labelerPseudonym(campaignId, userId),
      simulated,
      machine,
      asked: asked === null ? null : name(asked),
      answer: nouns.length > 0 ? nouns.map(name) : answer,
      at,
    });
  }
  return votes;
}

async function readWords(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db().synset.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, words: true },
  });
  return new Map(rows.map(({ id, words }) => [id, words[0] ?? id]));
}
