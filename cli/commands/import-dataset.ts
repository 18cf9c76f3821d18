import path from 'node:path';
import { AppError } from '#lib/core/errors';
import { importFieldsSchema } from '#lib/datasets/import';
import type { ImportDetails } from '#lib/datasets/import-views';
import { importProgress } from '../import-progress.ts';
import { printReport } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { connectToRunningDatabase } from '../running-database.ts';

export interface ImportDatasetOptions {
  source: string;
  author: string;
  license: string;
  licenseUrl?: string;
  homepage?: string;
  noun?: string;
  json?: boolean;
}

/** `imagenest dataset import`: takes a folder, archive or list of this machine into a dataset. */
export async function importDatasetCommand(
  slug: string,
  given: string,
  { noun, json, source, ...terms }: ImportDatasetOptions,
): Promise<void> {
  const fields = importFieldsSchema.safeParse({ title: source, ...terms });
  if (!fields.success) {
    const told = fields.error.issues.map(({ path: [field], message }) => `${optionOf(field)}: ${message}`);
    throw new AppError('invalid', 'bad-input', `${told.join('; ')}.`);
  }
  await connectToRunningDatabase();
  const { closeDb } = await import('#lib/infra/db/client');
  const { importOnMachine } = await import('#lib/datasets/server/import-on-machine');
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const line = progressLine();
  const where = given.startsWith('s3://') ? given : path.resolve(given);
  try {
    const what = {
      slug,
      path: where,
      name: given.startsWith('s3://') ? given : path.basename(where),
      options: fields.data,
    };
    const end = await importOnMachine({ ...what, ...(noun && { noun }) }, stopped.signal, (progress) =>
      line.show(() => importProgress(progress)),
    );
    line.end();
    printReport(resultOf(end), report(end), { json: json ?? false });
  } catch (error) {
    line.end();
    if (!stopped.signal.aborted) throw error;
    process.stderr.write('stopped: give the same command again to go on from here\n');
    process.exitCode = 130;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    await closeDb();
  }
}

const options: Record<string, string> = { title: '--source', licenseUrl: '--license-url' };
const optionOf = (field: unknown) => options[String(field)] ?? `--${String(field)}`;

function resultOf({ goesOnFrom, ...end }: ImportDetails & { goesOnFrom: number }) {
  const { id, dataset, state, done, added, duplicates, refused, refusedByCode, bytes } = end;
  return {
    import: id,
    dataset,
    state,
    goesOnFrom,
    files: done,
    added,
    duplicates,
    refused,
    refusedByCode,
    bytes,
    filesPerSecond: end.imagesPerSecond,
    waiting: end.waiting.map(({ name, images, suggestions }) => ({
      name,
      images,
      suggestions: suggestions.map((noun) => noun.id),
    })),
    waitingCount: end.waitingCount,
  };
}

function report(end: ImportDetails & { goesOnFrom: number }): string[] {
  const count = (value: number) => value.toLocaleString('en');
  const more = end.waitingCount - end.waiting.length;
  return [
    ...(end.goesOnFrom > 0 ? [`went on after ${count(end.goesOnFrom)} files of an earlier run`] : []),
    `files: ${count(end.done)}`,
    `added: ${count(end.added)}`,
    `in the dataset before: ${count(end.duplicates)}`,
    `refused: ${count(end.refused)}`,
    ...Object.entries(end.refusedByCode)
      .sort(([, a], [, b]) => b - a)
      .map(([code, refused]) => `  ${code}: ${count(refused)}`),
    ...(end.waitingCount > 0
      ? [
          `names that wait for a noun, to be chosen at /organise/datasets/${end.dataset}/imports/${end.id}:`,
          ...end.waiting.map(({ name, images }) => `  ${name}: ${count(images)} images`),
          ...(more > 0 ? [`  and ${count(more)} more`] : []),
        ]
      : []),
  ];
}
