import { mapLimited } from '#lib/core/map-limited';
import { addImages } from '#lib/images/server/add-images';
import { ensureSource } from '#lib/images/server/ensure-source';
import { families, familyIds } from './families.ts';
import { DEMO_SEED, type PlannedImage } from './plan.ts';
import { createPictureRenderer } from './render.ts';

/** Pictures that are rendered before they are stored together: enough to keep the cores busy, little memory. */
const BATCH = 160;

/**
 * Renders the planned pictures and takes them in, with their family's attribution. Gives the id and name of each, in
 * the order of the plan. Safe to repeat: the same pictures have the same bytes.
 */
export async function addDemoImages(
  plan: readonly PlannedImage[],
  onProgress: (done: number) => void,
): Promise<{ imageId: number; sha256: string }[]> {
  const sources = new Map<string, number>();
  for (const family of familyIds) {
    const { title, author, licence, homepage } = families[family];
    const sourceId = await ensureSource({
      slug: family,
      title,
      author,
      license: licence.spdx,
      licenseUrl: licence.url,
      homepage,
    });
    sources.set(family, sourceId);
  }

  const renderer = createPictureRenderer();
  const placed: { imageId: number; sha256: string }[] = [];
  for (let start = 0; start < plan.length; start += BATCH) {
    const batch = plan.slice(start, start + BATCH);
    const files = await mapLimited(batch, 8, async ({ family, drawing, variation }) => ({
      bytes: (await renderer.render({ family, drawing, variation, seed: DEMO_SEED })).bytes,
      sourceId: sources.get(family) as number,
      sourceRef: `${family}:${drawing}, variation ${variation}`,
    }));
    for (const outcome of await addImages(files)) {
      if ('refusal' in outcome) throw outcome.refusal;
      placed.push({ imageId: outcome.image.id, sha256: outcome.image.sha256 });
    }
    onProgress(placed.length);
  }
  return placed;
}
