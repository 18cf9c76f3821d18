import { getFileNameLowLevel, parseExtraFields } from 'yauzl';
import { utf8Text } from './entry-path.ts';

/** What a zip says of one of its entries (APPNOTE.TXT 4.3 and 4.4). */
export interface ZipEntry {
  name: string;
  kind: 'file' | 'folder' | 'other';
  encrypted: boolean;
  /** 0 stored, 8 deflated; others are not read. */
  method: number;
  crc32: number;
  packedBytes: number;
  bytes: number;
  /** Where its local header stands. */
  headerAt: number;
}

/** Where an archive can be followed no further, or an entry of it cannot be understood though those after it can. */
export interface ZipDamage {
  /** The entry's name, where that much is known; none where the archive itself ends. */
  name?: string;
  encrypted?: boolean;
  reason: string;
}

const UNICODE_PATH = 0x7075;

/**
 * The text of a name: of the field for Unicode where there is one, else UTF-8 where the bytes are, whatever the flag says
 * (many programs forget it), else the PC's first code page, as the format has it.
 */
export function zipName(flags: number, raw: Buffer, extra: Buffer): string {
  const fields = extraFields(extra);
  const plain = fields.some(({ id }) => id === UNICODE_PATH) ? undefined : utf8Text(raw);
  return plain ?? getFileNameLowLevel(flags, raw, fields, true);
}

function extraFields(extra: Buffer): ReturnType<typeof parseExtraFields> {
  try {
    return parseExtraFields(extra);
  } catch {
    return [];
  }
}

const madeOnUnix = new Set([3, 19]);

/** What an entry is: by its name's last character, and by the mode that Unix and macOS write. */
export function zipKind(name: string, versionMadeBy: number, externalAttributes: number): ZipEntry['kind'] {
  const mode = madeOnUnix.has(versionMadeBy >>> 8) ? (externalAttributes >>> 16) & 0o170000 : 0;
  if (mode === 0o040000 || (mode === 0 && /[/\\]$/.test(name))) return 'folder';
  if (mode !== 0 && mode !== 0o100000) return 'other';
  return /[/\\]$/.test(name) ? 'folder' : 'file';
}
