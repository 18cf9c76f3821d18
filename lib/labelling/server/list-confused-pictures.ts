import { assertRole, type Person } from '#lib/identity/person';
import { thumbUrl } from '#lib/images/image-url';
import { pool } from '#lib/infra/db/client';
import type { BoardPicture, ConfusedPair } from '../board.ts';
import type { Progress } from '../campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { notHeldOut } from './held-out.ts';
import { readProgress } from './read-progress.ts';
import { sampleUnits } from './sample-units.ts';

const LIMIT = 10_000;
const PICTURES = 3;

/**
 * Pictures of what the consensus says is one noun and somebody said is another, at most three of each pair in the order of
 * `pairs`, as far as a sample of 10,000 units has them; none that is held out. Reads those units with their votes. For
 * organisers. Throws AppError `no-such-campaign`.
 */
export async function listConfusedPictures(
  person: Person | null,
  { campaign: slug, pairs }: { campaign: string; pairs: readonly ConfusedPair[] },
): Promise<BoardPicture[][]> {
  assertRole(person, 'organiser');
  const { id, kind } = await findCampaign(slug);
  if (pairs.length === 0) return [];
  const { units } = (await readProgress([id])).get(id) as Progress;
  const { sampled } = await sampleUnits(id, { units, limit: LIMIT });
  const settled = sampled.filter(
    ({ state, answer }) => state === 'settled' && (kind === 'classify' || answer === 'yes'),
  );
  const { rows } = await pool().query<{ pair: number; sha256: string; width: number; height: number }>(
    `WITH pairs AS (SELECT * FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS p (noun, other, pair)),
     seen AS (${kind === 'classify' ? namedOtherwise : shownAsWell})
     SELECT s.pair::int - 1 AS pair, i.sha256, i.width, i.height
     FROM (SELECT pair, image_id, row_number() OVER (PARTITION BY pair ORDER BY image_id) AS place
           FROM seen WHERE ${notHeldOut('seen.image_id')}) AS s
     JOIN images i ON i.id = s.image_id WHERE s.place <= ${PICTURES} ORDER BY s.pair, s.place`,
    [settled.map((unit) => unit.id), pairs.map(({ noun }) => noun.id), pairs.map(({ other }) => other.id)],
  );
  const found: BoardPicture[][] = pairs.map(() => []);
  for (const { pair, sha256, width, height } of rows)
    found[pair]?.push({ sha256, src: thumbUrl(sha256), width, height });
  return found;
}

/** classify: a vote on the unit names another noun. */
const namedOtherwise = `
  SELECT DISTINCT p.pair, u.image_id FROM units u JOIN votes v ON v.unit_id = u.id AND v.answer <> u.answer
  JOIN pairs p ON p.noun = u.answer AND p.other = v.answer WHERE u.id = ANY($1)`;

/** verify: a vote on another unit of the image says that it shows the other noun, which it does not. */
const shownAsWell = `
  SELECT DISTINCT p.pair, u.image_id FROM units u
  JOIN units w ON w.campaign_id = u.campaign_id AND w.image_id = u.image_id AND w.state = 'settled' AND w.answer = 'no'
  JOIN pairs p ON p.noun = u.synset_id AND p.other = w.synset_id
  JOIN votes v ON v.unit_id = w.id AND v.answer = 'yes' WHERE u.id = ANY($1)`;
