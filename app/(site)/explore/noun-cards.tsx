import { listSynsetImages } from '#lib/hierarchy/server/list-synset-images';
import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import { Card } from '@/_components/card';
import { Count } from '@/_components/figure';
import { Mosaic } from '@/_components/mosaic';
import { synsetPicture } from './synset-picture';

const STRIP = 4;

/** Nouns as cards, each with the first pictures of its subtree. */
export async function NounCards({ nouns, level }: { nouns: readonly SynsetSummary[]; level: 2 | 3 }) {
  const strips = await Promise.all(
    nouns.map(async ({ id }) => (await listSynsetImages(id, { limit: STRIP })).items),
  );
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {nouns.map(({ id, words, images }, index) => (
        <li key={id}>
          <Card
            level={level}
            title={words[0]}
            href={`/explore/${id}`}
            picture={
              <Mosaic
                name={`Images of ${words[0]}`}
                columns={STRIP}
                pictures={(strips[index] ?? []).map((image) => ({
                  ...synsetPicture(image),
                  href: undefined,
                  attribution: undefined,
                }))}
              />
            }
          >
            <p className="text-sm text-ink-soft">
              <Count value={images} /> {images === 1 ? 'image' : 'images'}
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
