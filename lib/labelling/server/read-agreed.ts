import { pool } from '#lib/infra/db/client';
import type { GroupedVotes } from '../agreement.ts';
import { rightAnswer } from '../right-answer.ts';
import { readBelow } from './noun-lines.ts';

/** A person's votes on settled units by campaign and noun, in the order in which the units were settled. Reads all their votes; gold is left out. */
export async function readAgreed(userId: string): Promise<(GroupedVotes & { campaign: string })[]> {
  const { rows } = await pool().query<{ campaign: string; noun: string; given: string[]; truths: string[] }>(
    `SELECT c.slug AS campaign, coalesce(u.synset_id, '') AS noun,
            array_agg(v.answer ORDER BY u.settled_at, u.id) AS given, array_agg(u.answer ORDER BY u.settled_at, u.id) AS truths
     FROM votes v JOIN units u ON u.id = v.unit_id JOIN campaigns c ON c.id = u.campaign_id
     WHERE v.user_id = $1 AND u.state = 'settled' AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id)
     GROUP BY c.slug, u.campaign_id, u.synset_id`,
    [userId],
  );
  const answers = new Set(rows.flatMap(({ given, truths }) => [...given, ...truths]));
  const isRight = rightAnswer(await readBelow(pool(), answers));
  return rows.map(({ campaign, noun, given, truths }) => ({
    campaign,
    noun,
    agreed: given.map((answer, i) => isRight(answer, truths[i] as string)),
  }));
}
