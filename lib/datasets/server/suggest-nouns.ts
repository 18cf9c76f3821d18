import { findSynsets } from '#lib/hierarchy/server/find-synsets';
import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import { readClassName } from '../class-folder.ts';

const SUGGESTIONS = 6;

/** Nouns that the name of a class may mean, the likeliest first: of its words, their singular, and their last word. */
export async function suggestNouns(name: string): Promise<SynsetSummary[]> {
  const found = new Map<string, SynsetSummary>();
  for (const query of queries(name)) {
    if (found.size >= SUGGESTIONS) break;
    const { items } = await findSynsets({ query, limit: SUGGESTIONS });
    for (const noun of items) found.set(noun.id, noun);
  }
  return [...found.values()].slice(0, SUGGESTIONS);
}

function queries(name: string): string[] {
  const read = readClassName(name);
  if ('id' in read) return [];
  const sought = read.words.flatMap((words) => {
    const last = words.split(/[ -]/).at(-1) ?? words;
    return [words, singular(words), last, singular(last)];
  });
  return [...new Set(sought)].filter((query) => query.length > 1 && query.length <= 100);
}

function singular(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|ss|x)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}
