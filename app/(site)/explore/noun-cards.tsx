import { clsx } from 'clsx';
import { listCovers } from '#lib/hierarchy/server/list-covers';
import type { SynsetName } from '#lib/hierarchy/synset-views';
import { AttributionsTogether, attributionOf } from '@/_components/attribution';
import { Card } from '@/_components/card';
import { Count } from '@/_components/figure';
import { Mosaic } from '@/_components/mosaic';

const STRIP = 4;

interface NounCardsProps {
  /** `images`: of the noun and of all below it. */
  nouns: readonly (SynsetName & { images: number })[];
  level: 2 | 3;
  /** Makes the cards small, so that many stand side by side. */
  dense?: boolean;
}

/** Nouns as cards, each with the first pictures of its subtree. */
export async function NounCards({ nouns, level, dense = false }: NounCardsProps) {
  const covers = await listCovers(nouns.map(({ id }) => id));
  const sources = [...covers.values()].flat().map(({ source }) => attributionOf(source));
  return (
    <>
      <ul
        className={clsx(
          'grid',
          dense
            ? 'grid-cols-2 gap-2 sm:gap-4 md:grid-cols-3 xl:grid-cols-4'
            : 'gap-4 sm:grid-cols-2 xl:grid-cols-3',
        )}
      >
        {nouns.map(({ id, word, images }) => (
          <li key={id} className="min-w-0">
            <Card
              level={level}
              title={word}
              href={`/explore/${id}`}
              picture={
                <Mosaic
                  name={`Images of ${word}`}
                  columns={STRIP}
                  pictures={(covers.get(id) ?? []).map(({ sha256, thumbUrl, width, height, simulated }) => ({
                    id: sha256,
                    src: thumbUrl,
                    alt: word,
                    width,
                    height,
                    simulated,
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
      <div className="mt-2">
        <AttributionsTogether of={sources} />
      </div>
    </>
  );
}
