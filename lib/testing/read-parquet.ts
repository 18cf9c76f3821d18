import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Of hyparquet, what tests read files back with. */
interface Reader {
  parquetMetadata(file: ArrayBuffer): {
    row_groups: { num_rows: bigint }[];
    key_value_metadata?: { key: string; value?: string }[];
  };
  parquetReadObjects(options: { file: ArrayBuffer }): Promise<Record<string, unknown>[]>;
}

/** The reader that hyparquet-writer brings with it, found from there: the project itself has no use for one. */
export async function parquetReader(): Promise<Reader> {
  const writer = createRequire(import.meta.url).resolve('hyparquet-writer');
  return import(pathToFileURL(createRequire(writer).resolve('hyparquet')).href);
}
