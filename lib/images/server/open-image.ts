import { imageKey, thumbKey } from '#lib/images/image-keys';
import { type ImageType, imageTypeOf } from '#lib/images/image-type';
import { storage } from '#lib/infra/storage';

/** Bytes to serve, with their type. */
export interface OpenImage {
  bytes: Uint8Array;
  mime: ImageType;
}

/**
 * The bytes of an image or of its thumbnail; undefined where there is no such image. They are no secret: labelers and
 * models see every image. The type is read off the content, which was checked when the image was taken in.
 */
export async function openImage(sha256: string, size: 'original' | 'thumb'): Promise<OpenImage | undefined> {
  const bytes = await storage().get(size === 'thumb' ? thumbKey(sha256) : imageKey(sha256));
  const mime = bytes && imageTypeOf(bytes);
  return mime && { bytes, mime };
}
