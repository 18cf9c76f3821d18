import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pool } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import type { ExportFile, MadeFile } from '../export/export-source.ts';

/**
 * Writes a file of an export into the storage while it is made and keeps its length and SHA-256. It is there whole or not at all. Its row
 * is written before it, so that whoever ends the export knows what to remove. Undefined where that happened meanwhile: the file is
 * gone.
 */
export async function storeExportFile(
  exportId: string,
  position: number,
  { name, contentType, chunks }: ExportFile,
): Promise<MadeFile | undefined> {
  const key = `exports/${exportId}/${name}`;
  await pool().query(
    `INSERT INTO export_files (export_id, position, name, content_type, storage_key)
     SELECT id, $2, $3, $4, $5 FROM exports WHERE id = $1 AND state = 'running' ON CONFLICT DO NOTHING`,
    [exportId, position, name, contentType, key],
  );
  const hash = createHash('sha256');
  let bytes = 0;
  let failure: unknown;
  const counted = async function* () {
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  // What the storage throws hides why there was nothing more to write.
  await storage()
    .putStream(key, Readable.from(counted(), { objectMode: false }))
    .catch((error: unknown) => {
      throw failure ?? error;
    });
  const sha256 = hash.digest('hex');
  const { rowCount } = await pool().query(
    `UPDATE export_files SET bytes = $3, sha256 = $4 WHERE export_id = $1 AND name = $2`,
    [exportId, name, bytes, sha256],
  );
  if (rowCount) return { name, contentType, bytes, sha256 };
  await storage().remove(key);
  return undefined;
}
