import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { versionNumber } from '#lib/datasets/dataset';

/** The address of a version. */
export const versionParams = z.object({ slug: slugSchema, version: versionNumber });
