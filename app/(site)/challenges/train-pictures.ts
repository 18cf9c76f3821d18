import { listVersionImages } from '#lib/datasets/server/list-version-images';
import { attributionOf } from '@/_components/attribution';
import type { PictureFacts } from '@/_components/picture-tile';

/** The first training pictures of a dataset version, or of one of its nouns. */
export async function trainPictures(
  dataset: string,
  version: number,
  count: number,
  synset?: string,
): Promise<PictureFacts[]> {
  const page = { slug: dataset, number: version, split: 'train' as const, synset, limit: count };
  const { items } = await listVersionImages(page);
  return items.map(({ sha256, thumbUrl, width, height, label, source }) => ({
    id: sha256,
    src: thumbUrl,
    alt: label?.word ?? 'a training image',
    width,
    height,
    simulated: label?.simulated,
    attribution: source ? attributionOf(source) : undefined,
  }));
}
