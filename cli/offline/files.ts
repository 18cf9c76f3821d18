import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#lib/core/errors';

const causes: Record<string, string> = {
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is no folder, or lies under something that is none',
  ERR_FS_FILE_TOO_LARGE: 'it has more than 2 GiB',
};

/** The refusal of a file or folder that cannot be read. `what` names it, as "the model". */
export function refuseToRead(error: unknown, what: string, file: string): AppError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return new AppError(
      'invalid',
      'no-such-file',
      `There is no ${file}, which was to be ${what}. Give the path of one that is there.`,
    );
  }
  return new AppError(
    'invalid',
    'unreadable-file',
    `${file}, which was to be ${what}, cannot be read: ${causes[code] ?? message}. Give one that can be read.`,
    { cause: error },
  );
}

/** The bytes of a file that was named on the command line. Throws AppError `no-such-file`, `unreadable-file`. */
export async function readGivenFile(file: string, what: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw refuseToRead(error, what, file);
  }
}

/** As `readGivenFile`, as text. */
export async function readGivenText(file: string, what: string): Promise<string> {
  return (await readGivenFile(file, what)).toString('utf8');
}

/** Refuses a file that could not be written once the work is done: AppError `cannot-write`. */
export async function checkWritable(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const reason = await whyNotWritable(file, folder);
  if (reason) {
    throw new AppError(
      'invalid',
      'cannot-write',
      `${file} cannot be written: ${reason}. Name a file in a folder that is there and that you may write to.`,
    );
  }
}

async function whyNotWritable(file: string, folder: string): Promise<string | null> {
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory()) return 'it is a folder';
  const parent = await stat(folder).catch(() => null);
  if (!parent?.isDirectory()) return `there is no folder ${folder}`;
  return access(there ? file : folder, constants.W_OK).then(
    () => null,
    () => 'you may not write there',
  );
}
