import { serveImage } from './serve-image';

export async function GET(request: Request, { params }: { params: Promise<{ sha256: string }> }) {
  return serveImage(request, (await params).sha256, 'original');
}
