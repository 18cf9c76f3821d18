import { pathsToRoot } from '#lib/hierarchy/ancestors';
import { nodeOf } from '#lib/hierarchy/hierarchy';
import { hierarchicalCost } from '#lib/hierarchy/lowest-common-ancestor';
import { readLineages } from '#lib/hierarchy/server/read-lineages';
import type { SynsetName } from '#lib/hierarchy/synset-views';
import { db } from '#lib/infra/db/client';
import type { ImageExplanation } from '#lib/scoring/explain/image-explanation';
import type { ShownExplanation } from '../explanation.ts';

/** A probability from here on is a yes, as in the errors of a challenge that asks yes or no. */
const YES = 0.5;

/** Puts nouns, their places in the hierarchy and the cost of mistakes to a model's answer. `classes` are the challenge's in order. */
export async function tellExplanation(
  { form, masks, runs, height, width, guesses, maps }: ImageExplanation,
  classes: readonly string[],
  label: string | null,
): Promise<ShownExplanation> {
  const idOf = (number: number) => classes[number] as string;
  const asked = [...guesses.map(({ number }) => idOf(number)), ...(label === null ? [] : [label])];
  const hierarchy = await readLineages(asked);
  const synsets = await db().synset.findMany({
    where: { id: { in: [...hierarchy.ids] } },
    select: { id: true, words: true },
  });
  const words = new Map(synsets.map(({ id, words }) => [id, words[0] ?? id]));
  const nameOf = (id: string): SynsetName => ({ id, word: words.get(id) ?? id });
  const shortest = (id: string) => {
    const paths = pathsToRoot(hierarchy, nodeOf(hierarchy, id));
    return paths.reduce((best, path) => (path.length < best.length ? path : best));
  };
  const yesNo = classes.length === 1;
  return {
    form,
    masks,
    runs,
    height,
    width,
    label: label === null ? null : nameOf(label),
    threshold: yesNo ? YES : null,
    guesses: guesses.map(({ number, probability }) => ({
      synset: nameOf(idOf(number)),
      probability,
      path: shortest(idOf(number)).map((node) => nameOf(hierarchy.ids[node] as string)),
      cost:
        label === null || yesNo
          ? null
          : hierarchicalCost(hierarchy, nodeOf(hierarchy, idOf(number)), nodeOf(hierarchy, label)),
    })),
    maps: maps.map(({ number, ...map }) => ({ ...map, synset: nameOf(idOf(number)) })),
  };
}
