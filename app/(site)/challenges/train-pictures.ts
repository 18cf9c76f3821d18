import { listVersionImages } from '#lib/datasets/server/list-version-images';
import type { PictureFacts } from '@/_components/picture-tile';

/** The first training pictures of a dataset version, each without a link. */
export async function trainPictures(
  dataset: string,
  version: number,
  count: number,
): Promise<PictureFacts[]> {
  const { items } = await listVersionImages({ slug: dataset, number: version, split: 'train', limit: count });
  return items.map(({ sha256, thumbUrl, width, height, label }) => ({
    id: sha256,
    src: thumbUrl,
    alt: label?.word ?? 'a training picture',
    width,
    height,
  }));
}
