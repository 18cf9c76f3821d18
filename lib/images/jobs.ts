import { z } from 'zod';
import { defineJob } from '#lib/jobs/job';

/** Finds near duplicates of images that came since, and first hashes those that have no hash yet. */
export const compareImagesJob = defineJob({
  name: 'compare-images',
  queue: 'datasets',
  payload: z.object({}),
});

/** How often `compareImagesJob` runs, in milliseconds. */
export const COMPARE_IMAGES_EVERY_MS = 20_000;
