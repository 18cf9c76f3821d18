import { getSynset } from '#lib/hierarchy/server/get-synset';
import { listSynsetImages } from '#lib/hierarchy/server/list-synset-images';
import type { SynsetImage } from '#lib/hierarchy/synset-views';
import { imageUrl, thumbUrl } from '#lib/images/image-url';
import { pool } from '#lib/infra/db/client';
import type { AskedNoun } from '../assignment.ts';
import { type ConfusedNoun, type GuidePicture, MOST_EXAMPLES, type NounGuide } from '../noun-guide.ts';
import { assertAsked } from './asked-in-campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { notHeldOut } from './held-out.ts';

/** Nouns that are shown beside it for comparison. */
const CONFUSED = 4;
/** Fewer votes may be slips. */
const LEAST_CONFUSED = 3;

/**
 * What labelers are shown of a noun: its definition, its place in the tree, pictures of it and of what it is not, and the nouns
 * that it is taken for. The pictures are those that organisers chose; where they chose none, public ones: of the noun as good
 * ones, of the nouns that it is taken for as bad ones. Which those are, the last estimate counted; without one, siblings with
 * most pictures. For everybody, since nothing in it is held out or rests on votes alone. Throws AppError `no-such-campaign`,
 * `noun-not-asked`.
 */
export async function readNounGuide(input: { campaign: string; synset: string }): Promise<NounGuide> {
  const campaign = await findCampaign(input.campaign);
  await assertAsked(campaign, input.synset);
  const [{ id, words, gloss, paths }, chosen, confused] = await Promise.all([
    getSynset(input.synset),
    readChosen(campaign.id, input.synset),
    readConfused(campaign.id, input.synset),
  ]);
  const good = chosen.filter((each) => each.good).map(({ picture }) => picture);
  const bad = chosen.filter((each) => !each.good).map(({ picture }) => picture);
  const [publicGood, examples] = await Promise.all([
    good.length > 0 ? [] : publicPictures(id, MOST_EXAMPLES),
    Promise.all(confused.map((noun) => publicPictures(noun.id, 1))),
  ]);
  const confusedWith = confused.map(
    (noun, i): ConfusedNoun => ({ ...noun, example: examples[i]?.[0] ?? null }),
  );
  return {
    id,
    words,
    gloss,
    paths,
    good: good.length > 0 ? good : publicGood,
    bad: bad.length > 0 ? bad : confusedWith.flatMap(asBadExample),
    confusedWith,
  };
}

function asBadExample({ example, id, words, gloss }: ConfusedNoun): GuidePicture[] {
  return example ? [{ ...example, noun: { id, words, gloss } }] : [];
}

/** Public pictures of a noun and of what lies below it. */
async function publicPictures(id: string, limit: number): Promise<GuidePicture[]> {
  const { items } = await listSynsetImages(id, { cursor: undefined, limit });
  return items.map(({ imageUrl, thumbUrl, width, height, source }: SynsetImage) => ({
    imageUrl,
    thumbUrl,
    width,
    height,
    source,
  }));
}

async function readChosen(
  campaignId: string,
  synset: string,
): Promise<{ good: boolean; picture: GuidePicture }[]> {
  const { rows } = await pool().query<
    { good: boolean; sha256: string; width: number; height: number } & GuidePicture['source']
  >(
    `SELECT e.good, i.sha256, i.width, i.height, s.title, s.author, s.license, s.license_url AS "licenseUrl", s.homepage
     FROM noun_examples e JOIN images i ON i.id = e.image_id JOIN sources s ON s.id = i.source_id
     WHERE e.campaign_id = $1 AND e.synset_id = $2 AND ${notHeldOut('e.image_id')}
     ORDER BY e.created_at, e.image_id`,
    [campaignId, synset],
  );
  return rows.map(({ good, sha256, width, height, ...source }) => ({
    good,
    picture: { imageUrl: imageUrl(sha256), thumbUrl: thumbUrl(sha256), width, height, source },
  }));
}

/** Nouns that this one was taken for or that were taken for it, then its siblings with most pictures. */
async function readConfused(
  campaignId: string,
  synset: string,
): Promise<(AskedNoun & { by: ConfusedNoun['by'] })[]> {
  const { rows } = await pool().query<AskedNoun & { by: ConfusedNoun['by'] }>(
    `WITH taken AS (
       SELECT other_id AS id, votes FROM noun_confusions WHERE campaign_id = $1 AND synset_id = $2
       UNION ALL
       SELECT synset_id, votes FROM noun_confusions WHERE campaign_id = $1 AND other_id = $2
     ), siblings AS (
       SELECT DISTINCT l.child_id AS id FROM synset_links p JOIN synset_links l ON l.parent_id = p.parent_id
       WHERE p.child_id = $2 AND l.child_id <> $2
     ), nouns AS (
       SELECT id, 0 AS rank, sum(votes) AS weight FROM taken WHERE id <> $2 GROUP BY id HAVING sum(votes) >= ${LEAST_CONFUSED}
       UNION ALL
       SELECT s.id, 1, coalesce(c.subtree, 0) FROM siblings s LEFT JOIN synset_image_counts c ON c.synset_id = s.id
       WHERE s.id NOT IN (SELECT id FROM taken GROUP BY id HAVING sum(votes) >= ${LEAST_CONFUSED})
     )
     SELECT s.id, s.words, s.gloss, CASE rank WHEN 0 THEN 'votes' ELSE 'sibling' END AS by
     FROM nouns n JOIN synsets s ON s.id = n.id ORDER BY rank, weight DESC, s.id LIMIT ${CONFUSED}`,
    [campaignId, synset],
  );
  return rows;
}
