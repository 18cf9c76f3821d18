import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { ImportOptions } from '../import.ts';
import type { ImportDetails, ImportSummary } from '../import-views.ts';
import { beginMachineImport } from './begin-machine-import.ts';
import { describeImport } from './get-import.ts';
import { toImportSummary } from './import-summary.ts';
import { matchNouns } from './match-nouns.ts';
import { runImport } from './run-import.ts';

const LOOK_EVERY_MS = 500;

/** What is to be imported from the machine that this process runs on. */
export interface MachineImport {
  slug: string;
  /** Absolute, or an `s3://BUCKET/PREFIX`. */
  path: string;
  name: string;
  options: ImportOptions;
  /** The noun of all images, by its id or a word that means one only. */
  noun?: string;
}

/**
 * Imports a folder, archive or list of this machine in this process and tells how far it is. Run again with the same path after a
 * kill, it goes on where it stopped. Throws the reason of an import that fails, and the signal's where it is stopped.
 */
export async function importOnMachine(
  { slug, path, name, options, noun }: MachineImport,
  signal: AbortSignal,
  onProgress: (progress: ImportSummary) => void,
): Promise<ImportDetails & { goesOnFrom: number }> {
  const synset = noun === undefined ? undefined : await readNoun(noun);
  const { id, goesOnFrom } = await beginMachineImport(slug, {
    path,
    name,
    options: { ...options, ...(synset && { noun: synset }) },
  });
  const look = () =>
    db().import.findUniqueOrThrow({ where: { id }, include: { dataset: { select: { slug: true } } } });
  // A look that fails is no reason to stop: the import itself says what is wrong.
  const timer = setInterval(
    () =>
      look().then(
        (row) => onProgress(toImportSummary(row)),
        () => {},
      ),
    LOOK_EVERY_MS,
  );
  try {
    await runImport(id, signal);
  } finally {
    clearInterval(timer);
  }
  const row = await look();
  if (row.state === 'failed') throw new AppError('invalid', row.problemCode ?? '', row.problemMessage ?? '');
  return { ...(await describeImport(row)), goesOnFrom };
}

async function readNoun(noun: string): Promise<string> {
  const found = (await matchNouns([noun])).get(noun);
  if (found) return found;
  throw new AppError(
    'invalid',
    'unknown-synset',
    `"${noun}" means no noun, or several: give a synset id, which imagenest synset ${JSON.stringify(noun)} finds.`,
  );
}
