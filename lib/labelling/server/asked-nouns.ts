import { db } from '#lib/infra/db/client';
import type { AskedNoun } from '../assignment.ts';

/** Nouns with their words and definitions, by id. */
export async function askedNouns(ids: readonly string[]): Promise<Map<string, AskedNoun>> {
  const synsets = await db().synset.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, words: true, gloss: true },
  });
  return new Map(synsets.map((synset) => [synset.id, synset]));
}
