import type pg from 'pg';
import { nounsOf } from '#lib/labelling/answers';
import type { NounsAbove, Verdict } from '../labels.ts';

/** What lies above the nouns that verdicts speak of, as far as it was learnt. */
export interface LearntNouns {
  above: NounsAbove;
  /** Learns of the nouns of these verdicts that are new: each is asked about once. */
  learn(verdicts: readonly Verdict[]): Promise<void>;
}

export function learnNouns(client: pg.ClientBase): LearntNouns {
  const above = new Map<string, ReadonlyMap<string, number>>();
  return {
    above,
    learn: async (verdicts) => {
      for (const { synsetId, answer } of verdicts) {
        for (const noun of synsetId === null ? nounsOf(answer) : [synsetId]) {
          if (above.has(noun)) continue;
          const { rows } = await client.query<{ over: string; distance: number }>(
            'SELECT ancestor_id AS over, distance FROM synset_closure WHERE descendant_id = $1',
            [noun],
          );
          above.set(noun, new Map(rows.map(({ over, distance }) => [over, distance])));
        }
      }
    },
  };
}
