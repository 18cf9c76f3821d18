import type { GuidePicture } from '#lib/labelling/noun-guide';
import { attributionOf } from '@/_components/attribution';
import type { PictureFacts } from '@/_components/picture-tile';

/** An example as the walls of images show it, told as `alt`. */
export function pictureOf({ thumbUrl, width, height, source }: GuidePicture, alt: string): PictureFacts {
  return {
    id: thumbUrl,
    src: thumbUrl,
    alt,
    width,
    height,
    attribution: attributionOf(source),
  };
}
