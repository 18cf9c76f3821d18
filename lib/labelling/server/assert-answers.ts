import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { answerSchemas, type CampaignKind, nounsOf } from '../answers.ts';

/** Refuses answers that the campaign does not take: of the other kind, or nouns outside its part of the hierarchy. */
export async function assertAnswers(
  client: pg.ClientBase,
  campaign: { kind: CampaignKind; rootSynsets: readonly string[]; severalNouns: boolean },
  answers: readonly string[],
): Promise<void> {
  const different = [...new Set(answers)];
  for (const answer of different) {
    const parsed = answerSchemas[campaign.kind].safeParse(answer);
    if (!parsed.success) {
      const must = parsed.error.issues[0]?.message;
      throw new AppError(
        'invalid',
        'bad-answer',
        `The answer ${answer} ${must} in a ${campaign.kind} campaign.`,
      );
    }
  }
  const nouns = [...new Set(different.flatMap(nounsOf))];
  const several = different.find((answer) => nounsOf(answer).length > 1);
  if (several !== undefined && !campaign.severalNouns) {
    throw new AppError(
      'invalid',
      'one-noun-asked',
      `The answer ${several} names ${nounsOf(several).length} nouns; the campaign takes one: the one that the image shows most.`,
    );
  }
  if (nouns.length === 0) return;
  const { rows } = await client.query<{ id: string }>(
    `SELECT noun.id FROM unnest($1::text[]) AS noun (id)
     WHERE NOT EXISTS
       (SELECT FROM synset_closure WHERE descendant_id = noun.id AND ancestor_id = ANY($2)) LIMIT 1`,
    [nouns, campaign.rootSynsets],
  );
  if (rows[0]) {
    throw new AppError(
      'invalid',
      'noun-not-asked',
      `The noun ${rows[0].id} is not at or below those that the campaign asks for: ${campaign.rootSynsets.join(', ')}.`,
    );
  }
}
