import { byteRange } from '#lib/core/byte-range';
import { AppError } from '#lib/core/errors';
import { fileExtension } from '#lib/images/image-type';
import { findTombstone } from '#lib/images/server/find-tombstone';
import { openImage } from '#lib/images/server/open-image';
import { sha256Schema } from '#lib/images/sha256';
import { problem } from '@/_server/problem';

/**
 * Answers with the bytes of an image or its thumbnail, for everybody: what is secret is never the picture but what it
 * shows. Bytes named by their hash never change, so browsers keep them for good. That nothing
 * in them may run is said by next.config.js, whose headers win over a route's.
 */
export async function serveImage(
  request: Request,
  sha256: string,
  size: 'original' | 'thumb',
): Promise<Response> {
  try {
    if (!sha256Schema.safeParse(sha256).success) throw noSuchImage();
    const etag = size === 'thumb' ? `"${sha256}-256"` : `"${sha256}"`;
    const headers = new Headers({
      etag,
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
    });
    if (isKnown(request.headers.get('if-none-match'), etag) && !(await findTombstone(sha256)))
      return new Response(null, { status: 304, headers });
    const image = await openImage(sha256, size);
    if (!image) throw (await findTombstone(sha256)) ?? noSuchImage();
    headers.set('content-type', image.mime);
    headers.set('content-disposition', `inline; filename="${sha256}.${fileExtension(image.mime)}"`);
    return withRange(request, image.bytes, headers);
  } catch (error) {
    return problem(error);
  }
}

function isKnown(condition: string | null, etag: string): boolean {
  return condition?.split(',').some((known) => known.trim().replace(/^W\//, '') === etag) ?? false;
}

/** The whole, or the one part that a range asks for (RFC 9110, section 14). */
function withRange(request: Request, bytes: Uint8Array, headers: Headers): Response {
  const range = byteRange(request.headers.get('range'), bytes.length);
  if (range === null) return new Response(body(bytes), { headers });
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${bytes.length}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range;
  headers.set('content-range', `bytes ${start}-${end}/${bytes.length}`);
  return new Response(body(bytes.subarray(start, end + 1)), { status: 206, headers });
}

const body = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;

function noSuchImage(): AppError {
  return new AppError(
    'not-found',
    'no-such-image',
    'There is no image of this name: images are named by their SHA-256.',
  );
}
