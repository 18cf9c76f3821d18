import type { SynsetImage } from '#lib/hierarchy/synset-views';
import { attributionOf } from '@/_components/attribution';
import type { PictureFacts } from '@/_components/picture-tile';

/** A public image as a wall shows it: named by its noun, leading to its own page. */
export function synsetPicture({
  sha256,
  thumbUrl,
  width,
  height,
  synset,
  simulated,
  source,
}: SynsetImage): PictureFacts {
  return {
    id: sha256,
    src: thumbUrl,
    alt: synset.word,
    width,
    height,
    href: `/picture/${sha256}`,
    simulated,
    attribution: attributionOf(source),
  };
}
