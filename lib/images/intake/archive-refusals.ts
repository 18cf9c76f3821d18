import type { Refusal } from './entry-path.ts';
import { MAX_ARCHIVE_RATIO, MAX_ENTRIES } from './intake-limits.ts';

/** The refusal that ends a source of more entries than are read. */
export const tooManyEntries: Refusal = {
  code: 'archive-too-many-entries',
  reason: `At most ${MAX_ENTRIES} entries of one source are read: import the rest from a second one.`,
};

/** The refusal that ends an archive of which too much was unpacked. */
export const archiveBomb: Refusal = {
  code: 'archive-bomb',
  reason: `The archive unpacks to more than ${MAX_ARCHIVE_RATIO} times its size, which images never do: it was read no further. Pack the images alone.`,
};

/** The refusal that ends an archive which can be followed no further. */
export function damagedArchive(what: string): Refusal {
  return {
    code: 'archive-damaged',
    reason: `The archive is damaged: ${what}. What stands before was read; pack or send the rest anew.`,
  };
}
