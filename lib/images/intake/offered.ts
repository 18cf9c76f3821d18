/** What a source itself says of a file, beyond its name: a column each of a list of addresses. Archives and folders say nothing. */
export interface AboutFile {
  author?: string;
  /** SPDX identifier, as written in the list. */
  license?: string;
  licenseUrl?: string;
  /** The page that the image stands on, or the address it was fetched from. */
  sourceUrl?: string;
  /** A synset id or a word, as written in the list. */
  noun?: string;
}

interface Entry {
  /**
   * Its name at the source for people to read: folders parted by `/`, never absolute, without `..`, control characters or
   * halves of surrogate pairs; of a list, the address. Bytes that are no text became U+FFFD, so two entries may have the same path: the ordinal tells
   * them apart. For a refused entry as near to the name it has as can be shown.
   */
  path: string;
  /** Its place in the source, from 0: every entry has one, offered, refused or skipped, and reading again gives the same. */
  ordinal: number;
  /** How much of the source is passed when this entry is reached, 0 to 1; null where nobody knows how much there is. */
  passed: number | null;
}

/** A file that a source has to give. Its content has not been looked at: it may be anything of at most MAX_IMAGE_BYTES. */
export interface OfferedFile extends Entry {
  /** The length that the source says it has; null where it says none. At most MAX_IMAGE_BYTES. */
  declaredBytes: number | null;
  /**
   * Its bytes. May be called later than the next entry is asked for and beside other files' (a tar's file is in memory already,
   * a zip's, folder's, prefix's or address's is read by this call), but not after the source is closed. Throws AppError
   * where it cannot be had: `file-too-large`, `entry-damaged`, `unreadable`, `fetch-*`; that stops no other file.
   */
  read(): Promise<Uint8Array>;
  about?: AboutFile;
}

/** An entry that is no file to take: it stops nothing else, except where its code begins with `archive-`, which comes last. */
export interface RefusedEntry extends Entry {
  code: RefusalCode;
  /** For people: what was found and what to do. */
  reason: string;
}

/** Why an entry is refused before anybody reads it. */
export type RefusalCode =
  /** Its name leads out of the archive or is absolute. */
  | 'path-unsafe'
  /** Its name is longer than anybody needs. */
  | 'path-too-long'
  /** An entry before it has the same name. */
  | 'path-twice'
  /** A symbolic or hard link, a device, a pipe, a socket or a sparse file. */
  | 'not-a-file'
  | 'nested-archive'
  | 'file-empty'
  | 'file-too-large'
  | 'entry-encrypted'
  /** Packed by a method that is not read here. */
  | 'entry-method'
  /** Its header contradicts itself. */
  | 'entry-damaged'
  /** It grows more by unpacking than images do. */
  | 'entry-bomb'
  /** The system does not let it be read. */
  | 'unreadable'
  /** A row of a list that cannot be understood. */
  | 'row-invalid'
  /** The archive ends in the middle, or from here on cannot be followed: what came before was offered. */
  | 'archive-damaged'
  /** All that was unpacked together is out of proportion to the archive. */
  | 'archive-bomb'
  /** There are more entries than are read of one source. */
  | 'archive-too-many-entries';

export type Offered = OfferedFile | RefusedEntry;

/** Whether an entry is a refused one. */
export function isRefused(offered: Offered): offered is RefusedEntry {
  return 'code' in offered;
}

/** How a source is read. */
export interface ReadOptions {
  /** Entries that are not wanted, because they were done before: they are passed without being offered, refused or read. */
  skip?: (ordinal: number) => boolean;
  /** Ends what is under way; the iteration then throws the signal's reason. */
  signal?: AbortSignal;
}
