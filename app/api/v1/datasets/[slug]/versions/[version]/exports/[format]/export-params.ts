import { z } from 'zod';
import { exportFormats } from '#lib/datasets/export/formats';
import { versionParams } from '../../version-params';

/** The address of an export. */
export const exportParams = versionParams.extend({
  format: z.enum(exportFormats, { error: `must be one of ${exportFormats.join(', ')}` }),
});
