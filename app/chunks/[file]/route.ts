import { compressedChunk } from './compressed-chunk';

/** A file of the build for browsers that read Brotli: next.config.js sends them here, and says how it is encoded. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const bytes = await compressedChunk(file);
  if (!bytes) return new Response('No such file', { status: 404 });
  return new Response(bytes, {
    headers: {
      'content-type': file.endsWith('.css')
        ? 'text/css; charset=UTF-8'
        : 'application/javascript; charset=UTF-8',
      // Their names are made from what is in them.
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    },
  });
}
