import { assertRole, type Person } from '#lib/identity/person';
import { thumbUrl } from '#lib/images/image-url';
import { pool } from '#lib/infra/db/client';
import type { DoubtfulGold, DoubtfulGoldPage } from '../board.ts';
import { findCampaign } from './find-campaign.ts';
import { notHeldOut } from './held-out.ts';

/** Gold units that are looked at in one part. */
const LIMIT = 5_000;
const LEAST_ASKED = 3;

const onLine = `(EXISTS (SELECT FROM synset_closure c WHERE c.ancestor_id = one.noun AND c.descendant_id = other.noun)
  OR EXISTS (SELECT FROM synset_closure c WHERE c.ancestor_id = other.noun AND c.descendant_id = one.noun))`;
const covered = (these: string, those: string) => `NOT EXISTS (
  SELECT FROM unnest(string_to_array(${these}, ' ')) AS one (noun)
  WHERE NOT EXISTS (SELECT FROM unnest(string_to_array(${those}, ' ')) AS other (noun) WHERE ${onLine}))`;

/** SQL: whether a vote v on gold g is right, as `rightAnswer` says. */
const agrees = `(v.answer = g.answer OR (${covered('v.answer', 'g.answer')} AND ${covered('g.answer', 'v.answer')}))`;

/**
 * Gold that at least three were asked against whom nothing speaks, half of whom or more failed it, the most doubtful first;
 * none that is held out, whose label nobody may see. Looks at 5,000 gold units with their votes, from the one after `after` on.
 * For organisers. Throws AppError `no-such-campaign`.
 */
export async function listDoubtfulGold(
  person: Person | null,
  { campaign: slug, after = 0 }: { campaign: string; after?: number },
): Promise<DoubtfulGoldPage> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(slug);
  const { rows: part } = await pool().query<{ unitId: number }>(
    `SELECT unit_id AS "unitId" FROM gold WHERE campaign_id = $1 AND unit_id > $2 ORDER BY unit_id LIMIT ${LIMIT}`,
    [id, after],
  );
  const { rows } = await pool().query<
    Omit<DoubtfulGold, 'picture'> & { sha256: string; width: number; height: number }
  >(
    `WITH given AS (
       SELECT v.unit_id, v.answer, ${agrees} AS agreed
       FROM gold g JOIN votes v ON v.unit_id = g.unit_id
       LEFT JOIN campaign_labelers l ON l.campaign_id = g.campaign_id AND l.user_id = v.user_id
       WHERE g.unit_id = ANY($1) AND coalesce(l.suspicions, '[]') = '[]'
     ), doubtful AS (
       SELECT unit_id, count(*)::int AS asked, count(*) FILTER (WHERE NOT agreed)::int AS failed,
              mode() WITHIN GROUP (ORDER BY answer) FILTER (WHERE NOT agreed) AS other
       FROM given GROUP BY 1
       HAVING count(*) >= ${LEAST_ASKED} AND 2 * count(*) FILTER (WHERE NOT agreed) >= count(*)
     )
     SELECT d.unit_id AS "unitId", d.asked, d.failed, g.origin, i.sha256, i.width, i.height, n.words[1] AS noun,
            coalesce(a.words[1], g.answer) AS answer, coalesce(o.words[1], d.other) AS "otherAnswer"
     FROM doubtful d JOIN gold g ON g.unit_id = d.unit_id JOIN units u ON u.id = d.unit_id
     JOIN images i ON i.id = u.image_id LEFT JOIN synsets n ON n.id = u.synset_id
     LEFT JOIN synsets a ON a.id = g.answer LEFT JOIN synsets o ON o.id = d.other
     WHERE ${notHeldOut('u.image_id')}
     ORDER BY d.failed::float8 / d.asked DESC, d.asked DESC, d.unit_id LIMIT 60`,
    [part.map(({ unitId }) => unitId)],
  );
  return {
    gold: rows.map(({ sha256, width, height, ...gold }) => ({
      ...gold,
      picture: { sha256, src: thumbUrl(sha256), width, height },
    })),
    looked: part.length,
    next: part.length === LIMIT ? (part.at(-1)?.unitId ?? null) : null,
  };
}
