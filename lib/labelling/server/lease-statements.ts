import type { CampaignKind } from '../answers.ts';
import { notHeldOut } from './held-out.ts';
import { leasedColumns } from './leased-rows.ts';

/** How many of the units closest to settling are searched for those that the labeler has not taken. */
const HEAD = 200;

/** How many units from a place of the queue on are searched where that head has too few. */
const WINDOW = 400;

/** Pages after which a labeler is given another noun, so that nobody has to learn a definition for each page. */
const PAGES_OF_A_NOUN = 4;

/** A labeler's first pages in a campaign have twice the share of gold, at most a half: that is when least is known of them. */
const FIRST_PAGES = 4;

/** How many gold units are looked at for those that the labeler has not answered. */
const GOLD_HEAD = 100;

/**
 * The values that decide what is read stand in a part of the statement of their own: so its plan is the same whatever they are, and
 * PostgreSQL keeps one instead of planning each lease, which takes longer than leasing.
 */
const WISH = 'wish AS MATERIALIZED (SELECT $1::uuid AS campaign, $2::uuid AS labeler)';
const campaign = '(SELECT campaign FROM wish)';
const labeler = '(SELECT labeler FROM wish)';

/**
 * SQL: which units u of the campaign may be leased, from an id on or up to one, to be read `inOrder`. Rows are compared, and ordered by
 * campaign too, so that no index but that of what may be leased can serve: the planner would take the one by id as well, which
 * has all that is settled.
 */
const waiting = (from: string, to: string) =>
  `u.wanted > 0 AND (u.campaign_id, u.id) >= (${campaign}, ${from}) AND (u.campaign_id, u.id) <= (${campaign}, ${to})`;
const inOrder = 'ORDER BY u.campaign_id, u.id';
const LAST_ID = 2_147_483_647;

/** Rows that another labeler's lease or vote holds are passed over, not waited for. */
const take = (limit: string) => `LIMIT ${limit} FOR UPDATE OF u SKIP LOCKED`;

/** Few steps from settling first: the surest of the estimated ones, then those with most votes. The order of an index. */
export const closestToSettling = (unit: string) =>
  `${unit}.confidence DESC NULLS LAST, ${unit}.vote_count DESC, ${unit}.id`;

interface Part {
  /** SQL: whether a unit or gold is of the noun that a value names. */
  ofNoun(row: string, noun: string): string;
  /** SQL: whether a unit, by its table's name, could be given to the labeler. */
  available(unit: string): string;
  /** CTEs that give `here`, a unit of the noun that the labeler stays with. */
  here: string;
  /** SQL: the head of the found unit's noun. */
  head: string;
}

const untaken = (unit: string) => `NOT ${labeler} = ANY (${unit}.takers)`;

const found = '(SELECT synset_id FROM found)';

/** The head of a noun's queue, but for what the labeler has taken, in the snapshot of the statement. */
const head = (
  { ofNoun, available }: Pick<Part, 'ofNoun' | 'available'>,
  noun: string,
  condition = 'true',
) => `
  SELECT id, row_number() OVER (ORDER BY ${closestToSettling('first')}) AS place FROM (
    SELECT u.id, u.image_id, u.takers, u.confidence, u.vote_count FROM units u
    WHERE u.campaign_id = ${campaign} AND ${ofNoun('u', noun)} AND u.wanted > 0 AND ${condition}
    ORDER BY ${closestToSettling('u')} LIMIT ${HEAD}
  ) AS first WHERE ${available('first')}`;

const verify = {
  ofNoun: (row: string, noun: string) => `${row}.synset_id = ${noun}`,
  available: (unit: string) => `${untaken(unit)} AND ${notHeldOut(`${unit}.image_id`)}`,
};

const classify = {
  ofNoun: (row: string) => `${row}.synset_id IS NULL`,
  available: untaken,
};

const parts: Record<CampaignKind, Part> = {
  verify: {
    ...verify,
    here: `stay AS MATERIALIZED (
      SELECT (array_agg(synset_id ORDER BY created_at DESC))[1] AS synset_id FROM recent
      HAVING count(*) < ${PAGES_OF_A_NOUN} OR count(DISTINCT synset_id) > 1
    ), stay_head AS MATERIALIZED (${head(verify, '(SELECT synset_id FROM stay)')}
    ), here AS MATERIALIZED (
      SELECT u.id, u.synset_id FROM stay_head JOIN units u USING (id)
      WHERE u.wanted > 0 AND ${untaken('u')} ORDER BY place ${take('1')}
    )`,
    // That of the noun they stay with has been read.
    head: `SELECT * FROM stay_head WHERE EXISTS (SELECT FROM here)
      UNION ALL (${head(verify, found, 'NOT EXISTS (SELECT FROM here)')})`,
  },
  classify: {
    ...classify,
    head: head(classify, found),
    here: 'here AS (SELECT 0 AS id, NULL::text AS synset_id WHERE false)',
  },
};

/**
 * The lease as one statement: campaign $1, labeler $2, units $3, assignment $4, seconds $5.
 *
 * 1. One unit is found that the labeler could be given. For verify, of the noun of their last page, unless they have had
 *    some pages of it; else the first from a place by lot in the queue on, in order of id. Units of a noun follow one another,
 *    so a noun comes up as often as it is large, however much of it is settled: none waits for others, and the hard rest of
 *    a noun is asked as well as the easy beginning of another.
 * 2. Of that unit's noun those closest to settling are taken, as far as the head of its queue goes; where the labeler has taken
 *    most of the head, units from the found one on fill the page, so that what somebody has answered is not searched
 *    again each time.
 * 3. Gold takes some of the places: its share of the page, a whole number by chance. Never quiz gold, none that they have
 *    answered or hold. Its rows stay as they are.
 * 4. The page is shuffled by the assignment's id, otherwise than gold is chosen: its order tells neither gold nor how sure a
 *    unit is.
 *
 * Each part can be read in the order of an index alone, so that it costs the same whatever the planner believes about a campaign
 * that was just made. A row that changed after this statement's snapshot is looked at again in its newest version when it
 * is locked, and all that decides stands in that row: so no unit is leased beyond the votes it needs, nor twice to
 * one person. The leases' key does the same for gold.
 */
function leaseStatement({ ofNoun, available, here, head }: Part): string {
  const gold = `g.campaign_id = ${campaign} AND g.quiz = false AND ${ofNoun('g', found)}`;
  const shuffled = 'md5($4::uuid::text || unit_id)';
  return `
  WITH ${WISH}, luck AS MATERIALIZED (
    SELECT random() AS place, random() AS gold, random() AS gold_place
  ), recent AS MATERIALIZED (
    SELECT u.synset_id, newest.created_at FROM (
      SELECT unit_ids[1] AS unit_id, created_at FROM assignments
      WHERE campaign_id = ${campaign} AND user_id = ${labeler} ORDER BY created_at DESC LIMIT ${Math.max(PAGES_OF_A_NOUN, FIRST_PAGES)}
    ) AS newest JOIN units u ON u.id = newest.unit_id
  ), ${here}, start AS MATERIALIZED (
    SELECT low + floor(luck.place * (high - low + 1))::int AS id FROM luck,
      (SELECT (SELECT u.id FROM units u WHERE ${waiting('0', `${LAST_ID}`)} ${inOrder} LIMIT 1) AS low,
        (SELECT u.id FROM units u WHERE ${waiting('0', `${LAST_ID}`)} ORDER BY u.campaign_id DESC, u.id DESC LIMIT 1) AS high
      ) AS span
  ), ahead AS MATERIALIZED (
    SELECT u.id, u.synset_id FROM units u
    WHERE NOT EXISTS (SELECT FROM here)
      AND ${waiting('(SELECT id FROM start)', `${LAST_ID}`)} AND ${available('u')}
    ${inOrder} ${take('1')}
  ), behind AS MATERIALIZED (
    SELECT u.id, u.synset_id FROM units u
    WHERE NOT EXISTS (SELECT FROM here) AND NOT EXISTS (SELECT FROM ahead)
      AND ${waiting('0', '(SELECT id FROM start)')} AND ${available('u')}
    ${inOrder} ${take('1')}
  ), found AS MATERIALIZED (
    SELECT * FROM here UNION ALL SELECT * FROM ahead UNION ALL SELECT * FROM behind
  ), rate AS MATERIALIZED (
    SELECT CASE WHEN (SELECT count(*) FROM recent) < ${FIRST_PAGES} THEN least(2 * gold_share, 0.5) ELSE gold_share END AS share
    FROM campaigns WHERE id = ${campaign}
  ), gold_start AS MATERIALIZED (
    SELECT low + floor(luck.gold_place * (high - low + 1))::int AS id FROM luck,
      (SELECT min(g.unit_id) AS low, max(g.unit_id) AS high FROM gold g WHERE ${gold}) AS span
  ), gold_head AS (
    (SELECT g.unit_id FROM gold g WHERE ${gold} AND g.unit_id >= (SELECT id FROM gold_start)
     ORDER BY g.unit_id LIMIT ${GOLD_HEAD})
    UNION ALL
    (SELECT g.unit_id FROM gold g WHERE ${gold} AND g.unit_id < (SELECT id FROM gold_start)
     ORDER BY g.unit_id LIMIT ${GOLD_HEAD})
  ), gold_asked AS MATERIALIZED (
    SELECT h.unit_id FROM gold_head h JOIN units u ON u.id = h.unit_id
    WHERE ${available('u')}
      AND (SELECT v.unit_id FROM votes v WHERE v.unit_id = h.unit_id AND v.user_id = ${labeler}) IS NULL
      AND (SELECT l.unit_id FROM leases l WHERE l.unit_id = h.unit_id AND l.user_id = ${labeler}) IS NULL
    ORDER BY md5(h.unit_id || $4::uuid::text)
    LIMIT (SELECT floor(rate.share * $3::int + luck.gold) FROM rate, luck)
  ), places AS MATERIALIZED (
    SELECT $3::int - count(*) AS count FROM gold_asked
  ), head AS MATERIALIZED (${head}
  ), near AS MATERIALIZED (
    SELECT u.id FROM head JOIN units u USING (id)
    WHERE u.wanted > 0 AND ${untaken('u')} ORDER BY place ${take('(SELECT count FROM places)')}
  ), next_ones AS MATERIALIZED (
    SELECT u.id, u.synset_id FROM units u
    WHERE (SELECT count(*) FROM near) < (SELECT count FROM places) AND ${waiting('(SELECT id FROM found)', `${LAST_ID}`)}
    ${inOrder} LIMIT ${WINDOW}
  ), filling AS MATERIALIZED (
    SELECT u.id FROM next_ones n JOIN units u USING (id)
    WHERE ${ofNoun('n', found)} AND u.id <> ALL (ARRAY(SELECT id FROM near)) AND u.wanted > 0 AND ${available('u')}
    ORDER BY n.id ${take('(SELECT places.count - (SELECT count(*) FROM near) FROM places)')}
  ), picked AS MATERIALIZED (
    SELECT id FROM near UNION ALL SELECT id FROM filling
  ), gold_picked AS (
    SELECT unit_id AS id FROM gold_asked
    LIMIT (SELECT CASE WHEN count(*) = (SELECT count FROM places) THEN $3::int
           ELSE floor((SELECT share FROM rate) * count(*) + (SELECT gold FROM luck)) END FROM picked)
  ), leased AS (
    INSERT INTO leases (unit_id, user_id, assignment_id, expires_at)
    SELECT id, $2, $4, now() + make_interval(secs => $5)
    FROM (SELECT id FROM picked UNION ALL SELECT id FROM gold_picked) AS page ORDER BY id
    ON CONFLICT (unit_id, user_id) DO NOTHING
    RETURNING unit_id, expires_at
  ), made AS (
    INSERT INTO assignments (id, campaign_id, user_id, unit_ids, expires_at)
    SELECT $4, $1, $2, array_agg(unit_id ORDER BY ${shuffled}), min(expires_at)
    FROM leased HAVING count(*) > 0
    RETURNING id
  ), taken AS (
    UPDATE units SET wanted = wanted - 1, takers = takers || $2::uuid FROM picked WHERE units.id = picked.id
  )
  SELECT $4::uuid AS assignment_id, leased.expires_at, leased.unit_id, ${leasedColumns}
  FROM leased JOIN units u ON u.id = leased.unit_id
  JOIN images i ON i.id = u.image_id LEFT JOIN synsets s ON s.id = u.synset_id
  ORDER BY ${shuffled}`;
}

export const leaseStatements: Readonly<Record<CampaignKind, string>> = {
  verify: leaseStatement(parts.verify),
  classify: leaseStatement(parts.classify),
};
