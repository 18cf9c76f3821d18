import type { ExportView } from '#lib/datasets/export/export-views';
import { deleteExport } from '#lib/datasets/server/delete-export';
import { getExport } from '#lib/datasets/server/list-exports';
import { liveImageFolder } from '#lib/datasets/server/live-imagefolder';
import { openExportFile } from '#lib/datasets/server/open-export-file';
import { requestExport } from '#lib/datasets/server/request-export';
import { created, route } from '@/_server/route';
import { exportParams } from './export-params';
import { sendFile, streamBody } from './send-file';

/**
 * How the export stands, to who accepts JSON; to others its one archive, from the storage where it is made, an ImageFolder also while it is
 * read. Formats of several files are told of in any case.
 */
export const GET = route({ params: exportParams }, async ({ request, params: { slug, version, format } }) => {
  const view = await getExport(slug, version, format);
  if (request.headers.get('accept')?.includes('json')) return view;
  const file = archiveOf(view);
  if (file)
    return sendFile(request, await openExportFile({ slug, number: version, format, name: file.name }));
  if (format !== 'imagefolder') return view;
  const { name, contentType, stream } = await liveImageFolder(slug, version);
  return new Response(streamBody(stream), {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'public, max-age=0, must-revalidate',
    },
  });
});

export const POST = route({ params: exportParams }, async ({ person, params: { slug, version, format } }) => {
  return created(await requestExport(person, { slug, number: version, format }));
});

export const DELETE = route({ params: exportParams }, ({ person, params: { slug, version, format } }) =>
  deleteExport(person, { slug, number: version, format }),
);

/** The file that is all of the export but its checksums. */
function archiveOf({ files }: ExportView) {
  return files.length === 2 ? files[0] : undefined;
}
