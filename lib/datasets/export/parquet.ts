import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { allRows, type ExportFile, type ExportSource, exportName } from './export-source.ts';
import { type RowRecord, rowColumns, rowRecord } from './row-record.ts';

/** Rows of a group: what is in memory at a time, some 30 MB. */
const GROUP = 50_000;

/**
 * NAME.parquet, a row an image in the columns of `rowColumns`, and NAME-sources.parquet, whose they are. Compressed by Snappy, with
 * the least and greatest value of each column by row group; a column that may be null is null where nothing is told.
 */
export async function* writeParquet(
  source: ExportSource,
  wrote: () => void,
  groupRows = GROUP,
): AsyncGenerator<ExportFile> {
  const contentType = 'application/vnd.apache.parquet';
  const { dataset, number, manifestSha256 } = source.version;
  const about = { dataset: dataset.slug, version: String(number), manifest_sha256: manifestSha256 ?? '' };
  yield {
    name: `${exportName(source)}.parquet`,
    contentType,
    chunks: parquetChunks(imageColumns, records(source, wrote), about, groupRows),
  };
  yield {
    name: `${exportName(source)}-sources.parquet`,
    contentType,
    chunks: parquetChunks(sourceColumns, source.version.sources, about, groupRows),
  };
}

async function* records(source: ExportSource, wrote: () => void): AsyncGenerator<RowRecord> {
  for await (const row of allRows(source)) {
    yield rowRecord(source, row);
    wrote();
  }
}

/** A column: its name in the file, the property of a row that it holds, its type, whether it may be null. */
interface Column<Row> {
  name: string;
  of: keyof Row & string;
  type: 'text' | 'int' | 'double' | 'boolean';
  nullable?: boolean;
}

const numbers = new Set<keyof RowRecord>(['label', 'width', 'height', 'bytes']);
const flags = new Set<keyof RowRecord>(['simulated', 'machine']);
const always = new Set<keyof RowRecord>(['file', 'sha256', 'split', 'width', 'height', 'bytes', 'mime']);

const imageColumns: Column<RowRecord>[] = rowColumns.map((name) => ({
  name,
  of: name,
  type: numbers.has(name) ? 'int' : flags.has(name) ? 'boolean' : name === 'confidence' ? 'double' : 'text',
  nullable: !always.has(name),
}));

const sourceColumns: Column<ExportSource['version']['sources'][number]>[] = [
  { name: 'source', of: 'slug', type: 'text' },
  { name: 'title', of: 'title', type: 'text' },
  { name: 'author', of: 'author', type: 'text' },
  { name: 'license', of: 'license', type: 'text' },
  { name: 'license_url', of: 'licenseUrl', type: 'text' },
  { name: 'homepage', of: 'homepage', type: 'text', nullable: true },
  { name: 'images', of: 'images', type: 'int' },
];

function schemaOf(columns: readonly Column<never>[]): SchemaElement[] {
  const types = {
    text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    int: { type: 'INT32' },
    double: { type: 'DOUBLE' },
    boolean: { type: 'BOOLEAN' },
  } as const;
  return [
    { name: 'schema', num_children: columns.length },
    ...columns.map(
      ({ name, type, nullable }): SchemaElement => ({
        name,
        ...types[type],
        repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED',
      }),
    ),
  ];
}

async function* parquetChunks<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
  about: Readonly<Record<string, string>>,
  groupRows: number,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: schemaOf(columns as readonly Column<never>[]),
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    createdBy: 'imagenest',
  });
  const taken = () => {
    const bytes = writer.getBytes().slice();
    // Offsets in the file are counted apart (`offset`): the buffer may begin anew.
    writer.index = 0;
    return bytes;
  };
  const write = (group: readonly Row[]) =>
    parquet.write({
      columnData: columns.map(({ name, of }) => ({
        name,
        data: group.map((row) => row[of]),
        offsetIndex: false,
      })),
      rowGroupSize: groupRows,
    });
  let group: Row[] = [];
  for await (const row of rows) {
    if (group.push(row) < groupRows) continue;
    await write(group);
    group = [];
    yield taken();
  }
  if (group.length > 0) await write(group);
  await parquet.finish();
  yield taken();
}
