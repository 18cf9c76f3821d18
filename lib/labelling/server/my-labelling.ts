import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { type Agreement, BLOCK, measureAgreement } from '../agreement.ts';
import type { AskedNoun } from '../assignment.ts';
import { askedNouns } from './asked-nouns.ts';
import { readAgreed } from './read-agreed.ts';

/** What a labeler's votes became. Nothing in it tells the consensus of a single unit (agreement.ts). */
export interface MyLabelling {
  votes: number;
  /**
   * Images of which a unit that they voted on is settled, in whole tens, and without gold: a step of one would tell which unit
   * is.
   */
  imagesSettled: number;
  agreement: Agreement;
  /** The nouns that they know best; those with fewer than ten settled votes are left out. */
  nouns: (Agreement & { noun: AskedNoun })[];
  campaigns: { slug: string; title: string; votes: number; lastVoteAt: Date }[];
}

const NOUNS = 12;

/** A labeler's own figures. */
export async function myLabelling(person: Person | null): Promise<MyLabelling> {
  assertRole(person, 'labeler');
  const [groups, images, campaigns] = await Promise.all([
    readAgreed(person.id),
    pool().query<{ settled: number }>(
      `SELECT count(DISTINCT u.image_id)::int AS settled FROM votes v JOIN units u ON u.id = v.unit_id
       WHERE v.user_id = $1 AND u.state = 'settled' AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id)`,
      [person.id],
    ),
    pool().query<MyLabelling['campaigns'][number]>(
      `SELECT c.slug, c.title, count(*)::int AS votes, max(v.created_at) AS "lastVoteAt"
       FROM votes v JOIN units u ON u.id = v.unit_id JOIN campaigns c ON c.id = u.campaign_id
       WHERE v.user_id = $1 GROUP BY c.id ORDER BY max(v.created_at) DESC`,
      [person.id],
    ),
  ]);
  const settled = images.rows[0]?.settled ?? 0;
  const { all, nouns } = measureAgreement(groups);
  const best = nouns.slice(0, NOUNS);
  const named = await askedNouns(best.map(({ noun }) => noun));
  return {
    votes: campaigns.rows.reduce((total, campaign) => total + campaign.votes, 0),
    imagesSettled: settled - (settled % BLOCK),
    agreement: all,
    nouns: best.map((each) => ({ ...each, noun: named.get(each.noun) as AskedNoun })),
    campaigns: campaigns.rows,
  };
}
