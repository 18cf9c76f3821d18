import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/** By name; each is compressed once, when it is first asked for. */
const chunks = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();

/**
 * A script or style sheet of the build as Brotli at its best, which is a seventh smaller than the gzip that Next.js would
 * send; null where there is no such file.
 */
export function compressedChunk(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!/^[\w~-][\w.~-]*\.(js|css)$/.test(file)) return Promise.resolve(null);
  const known = chunks.get(file) ?? readCompressed(file);
  chunks.set(file, known);
  return known;
}

async function readCompressed(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), '.next', 'static', 'chunks');
  const bytes = await readFile(path.join(folder, file)).catch(() => null);
  if (!bytes) {
    // Asked for by anybody: names of nothing are not kept.
    chunks.delete(file);
    return null;
  }
  const quality = constants.BROTLI_MAX_QUALITY;
  return new Uint8Array(await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
}
