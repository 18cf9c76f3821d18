import { z } from 'zod';
import { openExportFile } from '#lib/datasets/server/open-export-file';
import { route } from '@/_server/route';
import { exportParams } from '../export-params';
import { sendFile } from '../send-file';

const params = exportParams.extend({
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, 'must be the name of a file of the export'),
});

export const GET = route({ params }, async ({ request, params: { slug, version, format, file } }) =>
  sendFile(request, await openExportFile({ slug, number: version, format, name: file })),
);
