import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { byteRange } from '#lib/core/byte-range';
import type { OpenExportFile } from '#lib/datasets/server/open-export-file';

/**
 * Answers with a file, or the part that a range asks for, so that a download that broke off goes on where it did (RFC 9110, sections 13
 * and 14): 206, 304 where it is known, 416 for a part behind its end. Its tag is its SHA-256; a range under If-Range with another is
 * answered with the whole.
 */
export async function sendFile(request: Request, file: OpenExportFile): Promise<Response> {
  const etag = `"${file.sha256}"`;
  const headers = new Headers({
    etag,
    'accept-ranges': 'bytes',
    'content-type': file.contentType,
    'content-disposition': `attachment; filename="${file.name}"`,
    'cache-control': 'public, max-age=0, must-revalidate',
    'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
  });
  const known = request.headers.get('if-none-match');
  if (known?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))))
    return new Response(null, { status: 304, headers });

  const condition = request.headers.get('if-range');
  const asked = condition === null || condition === etag ? request.headers.get('range') : null;
  const range = byteRange(asked, file.bytes);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const length = range ? range.end - range.start + 1 : file.bytes;
  headers.set('content-length', String(length));
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  const body = request.method === 'HEAD' ? null : streamBody(await file.stream(range ?? undefined));
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** A stream as the body of an answer; a reader who leaves ends it. */
export function streamBody(stream: Readable): BodyInit {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array> as BodyInit;
}
