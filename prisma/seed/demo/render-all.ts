import { availableParallelism } from 'node:os';
import type { PlannedImage } from './plan.ts';
import type { Picture, PictureRenderer } from './render.ts';

/**
 * Renders the planned images in their order, some at a time, and hands each to `use` as soon as it is ready, so that no
 * more than those in flight are in memory. The order in which `use` is called is not fixed. Stops at the first error.
 */
export async function renderAll(
  renderer: PictureRenderer,
  images: readonly PlannedImage[],
  seed: number,
  use: (image: PlannedImage, picture: Picture) => Promise<void>,
  inFlight = availableParallelism() + 1,
): Promise<void> {
  let next = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    for (let image = images[next++]; image && !failed; image = images[next++]) {
      const { family, drawing, variation } = image;
      await use(image, await renderer.render({ family, drawing, variation, seed }));
    }
  };
  const worker = () =>
    work().catch((error: unknown) => {
      failed = true;
      throw error;
    });
  await Promise.all(Array.from({ length: inFlight }, worker));
}
