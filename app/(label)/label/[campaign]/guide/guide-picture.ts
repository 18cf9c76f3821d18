import type { GuidePicture } from '#lib/labelling/noun-guide';
import type { PictureFacts } from '@/_components/picture-tile';

/** An example as the walls of images show it, told as `alt`. */
export function pictureOf({ thumbUrl, width, height, source }: GuidePicture, alt: string): PictureFacts {
  const { title, author, license, licenseUrl, homepage } = source;
  return {
    id: thumbUrl,
    src: thumbUrl,
    alt,
    width,
    height,
    attribution: {
      author,
      licence: license,
      licenceUrl: licenseUrl,
      source: title,
      ...(homepage !== null && { sourceUrl: homepage }),
    },
  };
}
