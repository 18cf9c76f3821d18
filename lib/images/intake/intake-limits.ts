/** The most entries read of one source: three times what ImageNet's largest release would be in one archive of its classes. */
export const MAX_ENTRIES = 10_000_000;

/** The longest name of an entry, in characters. */
export const MAX_PATH_CHARACTERS = 1024;

/** An entry that unpacks to more than this many times its packed size is no image: theirs are packed already. */
export const MAX_ENTRY_RATIO = 200;
/** Small entries may: a plain drawing or a text of one letter does no harm. */
const HARMLESS_ENTRY_BYTES = 1024 * 1024;

/** Whether an entry unpacks to more than an image would. */
export function isEntryBomb(packedBytes: number, bytes: number): boolean {
  return bytes > HARMLESS_ENTRY_BYTES && bytes > packedBytes * MAX_ENTRY_RATIO;
}

/** All entries together: what is unpacked of an archive may be so many times the archive. */
export const MAX_ARCHIVE_RATIO = 50;
const HARMLESS_ARCHIVE_BYTES = 256 * 1024 * 1024;

/** Whether an archive unpacks, as far as it is read, to more than one of images would. */
export function isArchiveBomb(packedBytes: number, bytes: number): boolean {
  return bytes > HARMLESS_ARCHIVE_BYTES && bytes > packedBytes * MAX_ARCHIVE_RATIO;
}
