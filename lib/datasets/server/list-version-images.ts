import { type Page, toPage } from '#lib/core/cursor';
import { AppError } from '#lib/core/errors';
import { imageUrl, thumbUrl } from '#lib/images/image-url';
import { db } from '#lib/infra/db/client';
import type { VersionImageList } from '../dataset.ts';
import type { VersionImageView } from '../dataset-views.ts';
import { findDoneVersion } from './find-version.ts';

/**
 * The images of a split of a done version, in pages, in the version's own order; of one noun where `synset` is given. For
 * everybody, so held-out images come without noun or source, and cannot be asked for by noun (`held-out`).
 */
export async function listVersionImages({
  slug,
  number,
  split,
  synset,
  cursor,
  limit,
}: VersionImageList & { slug: string; number: number }): Promise<Page<VersionImageView>> {
  if (split === 'test' && synset) {
    throw new AppError(
      'forbidden',
      'held-out',
      'Test images are held out: nobody is told which noun they show. Ask for train or val, or leave the noun out.',
    );
  }
  const version = await findDoneVersion(slug, number);
  const rows = await db().versionImage.findMany({
    where: {
      versionId: version.id,
      split,
      synsetId: synset,
      position: cursor && { gt: cursor[0] },
      image: { takedownId: null },
    },
    orderBy: { position: 'asc' },
    take: limit + 1,
    select: {
      position: true,
      confidence: true,
      simulated: true,
      synset: { select: { id: true, words: true } },
      image: { select: { sha256: true, width: true, height: true, source: { omit: { id: true } } } },
    },
  });
  return toPage(
    rows,
    limit,
    ({ position }) => [position],
    ({ confidence, simulated, synset: noun, image: { sha256, width, height, source } }) => ({
      sha256,
      split,
      width,
      height,
      imageUrl: imageUrl(sha256),
      thumbUrl: thumbUrl(sha256),
      label: noun && {
        id: noun.id,
        word: noun.words[0] ?? noun.id,
        confidence: confidence ?? 0,
        simulated,
      },
      source: noun && source,
    }),
  );
}
