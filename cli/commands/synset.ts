import { AppError } from '#lib/core/errors';
import { describeSynset, lookUpSynsets } from '#lib/hierarchy/describe-synset';
import { buildHierarchy } from '#lib/hierarchy/hierarchy';
import { readWordnet } from '#lib/hierarchy/read-wordnet';
import type { SynsetDescription } from '#lib/hierarchy/synset-views';
import { printReport } from '../output.ts';

const show = ({ id, words, gloss, paths, children, descendants }: SynsetDescription) => [
  `${id}  ${words.join(', ')}`,
  `  ${gloss}`,
  ...paths.map((path) => `  ${path.map(({ word }) => word).join(' > ')}`),
  `  ${children.toLocaleString('en')} directly below, ${descendants.toLocaleString('en')} in all`,
];

/** `imagenest synset`: a noun by its id, or what a word means, the most frequent sense first. */
export async function synset(query: string, options: { json?: boolean }): Promise<void> {
  const wordnet = await readWordnet();
  const ids = lookUpSynsets(wordnet, query);
  const hierarchy = buildHierarchy(wordnet.synsets, wordnet.links);
  const [first, ...others] = ids.map((id) => describeSynset(wordnet, hierarchy, id));
  if (!first) {
    throw new AppError(
      'not-found',
      'unknown-synset',
      `WordNet 3.0 has no noun "${query}". Give a noun in the singular, such as dog, or an id, such as n02084071.`,
    );
  }
  const lines = [first, ...others].flatMap((sense, i) => (i === 0 ? show(sense) : ['', ...show(sense)]));
  printReport({ ...first, otherSenses: others }, lines, options);
}
