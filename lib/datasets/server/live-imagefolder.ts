import { Readable } from 'node:stream';
import { writeImageFolder } from '../export/imagefolder.ts';
import { openExportSource } from './open-export-source.ts';

/**
 * The ImageFolder archive of a done version made while it is read, byte for byte that of the export: for everybody, also where nobody has
 * asked for an export.
 */
export async function liveImageFolder(
  slug: string,
  number: number,
): Promise<{ name: string; contentType: string; stream: Readable }> {
  for await (const { name, contentType, chunks } of writeImageFolder(
    await openExportSource(slug, number),
    () => {},
  ))
    return { name, contentType, stream: Readable.from(chunks) };
  throw new Error('an ImageFolder archive is one file');
}
