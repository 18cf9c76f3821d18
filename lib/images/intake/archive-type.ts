/** How many first bytes tell an archive's type. */
export const ARCHIVE_HEAD_BYTES = 512;

/** The type of an archive by its first bytes, whatever it is called; gzip is taken to hold a tar. Undefined for anything else. */
export function archiveTypeOf(head: Uint8Array): 'zip' | 'tar' | 'gzip' | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const mark = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  if (mark === 0x504b0304 || mark === 0x504b0506) return 'zip';
  if (mark >>> 8 === 0x1f8b08) return 'gzip';
  return isTarHeader(bytes) ? 'tar' : undefined;
}

/** Whether 512 bytes are a tar's header: their sum, with spaces in place of the field for it, is what the field says. */
function isTarHeader(bytes: Buffer): boolean {
  if (bytes.length < 512) return false;
  let sum = 8 * 32;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += bytes[at] as number;
  return Number.parseInt(bytes.toString('latin1', 148, 156).replace(/^[ \0]+/, ''), 8) === sum;
}
