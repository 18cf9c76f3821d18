import { pool } from '#lib/infra/db/client';
import type { GroupedVotes } from '../agreement.ts';
import { rightAnswer } from '../right-answer.ts';
import { readBelow } from './noun-lines.ts';

/**
 * A person's votes on settled units by campaign and noun, in the order in which the units were settled. Reads all their votes;
 * gold is left out.
 */
export async function readAgreed(userId: string): Promise<GroupedVotes[]> {
  const { rows } = await pool().query<{ noun: string; given: string[]; truths: string[] }>(
    `SELECT coalesce(u.synset_id, '') AS noun,
            array_agg(v.answer ORDER BY u.settled_at, u.id) AS given, array_agg(u.answer ORDER BY u.settled_at, u.id) AS truths
     FROM votes v JOIN units u ON u.id = v.unit_id
     WHERE v.user_id = $1 AND u.state = 'settled' AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id)
     GROUP BY u.campaign_id, u.synset_id`,
    [userId],
  );
  const answers = new Set(rows.flatMap(({ given, truths }) => [...given, ...truths]));
  const isRight = rightAnswer(await readBelow(pool(), answers));
  return rows.map(({ noun, given, truths }) => ({
    noun,
    agreed: given.map((answer, i) => isRight(answer, truths[i] as string)),
  }));
}
