import type { ImageType } from './image-type.ts';

/**
 * Takes out of an image file what is not picture: camera and place (EXIF), XMP, IPTC, comments, previews, text, and
 * whatever stands behind the end. Pixels and colour profile stay byte for byte; where there is nothing to take out, the
 * very same array comes back. Gives undefined where the file's structure cannot be followed.
 */
export function stripMetadata(bytes: Uint8Array, type: ImageType): Uint8Array | undefined {
  const parts = { 'image/jpeg': jpegParts, 'image/png': pngParts, 'image/webp': webpParts }[type](bytes);
  if (!parts) return undefined;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length === bytes.length) return bytes;
  const stripped = Buffer.concat(parts, length);
  if (type === 'image/webp') mendWebp(stripped);
  return stripped;
}

const ascii = (bytes: Uint8Array, start: number, length: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('latin1');
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** JPEG (ITU T.81 annex B): segments from marker to marker. Of APPn stay JFIF, the ICC profile and Adobe's colour transform. */
function jpegParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const data = view(bytes);
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + data.getUint16(at + 2);
    if (end > bytes.length) return undefined;
    if (isPictureSegment(bytes, at, marker)) parts.push(withoutPreview(bytes.subarray(at, end), marker));
    at = end;
    if (marker !== 0xda) continue;
    const next = endOfScan(bytes, at);
    if (next === undefined) return undefined;
    parts.push(bytes.subarray(at, next));
    at = next;
    if (bytes[at + 1] === 0xd9) return [...parts, bytes.subarray(at, at + 2)];
  }
  return undefined;
}

function isPictureSegment(bytes: Uint8Array, at: number, marker: number): boolean {
  const name = (length: number) => ascii(bytes, at + 4, Math.min(length, bytes.length - at - 4));
  if (marker === 0xe0) return name(5) === 'JFIF\0';
  if (marker === 0xe2) return name(12) === 'ICC_PROFILE\0';
  if (marker === 0xee) return name(5) === 'Adobe';
  return !(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe;
}

/** Bytes of a JFIF segment before the small picture that may stand in it, which may show what was cut off since. */
const JFIF_BYTES = 18;

function withoutPreview(segment: Uint8Array, marker: number): Uint8Array {
  if (marker !== 0xe0 || segment.length <= JFIF_BYTES) return segment;
  const plain = Buffer.from(segment.subarray(0, JFIF_BYTES));
  plain.writeUInt16BE(JFIF_BYTES - 2, 2);
  // Its width and height.
  return plain.fill(0, JFIF_BYTES - 2);
}

/** Where the next marker stands after coded data, in which FF is followed by 00 or a restart mark. */
function endOfScan(bytes: Uint8Array, start: number): number | undefined {
  for (
    let at = bytes.indexOf(0xff, start);
    at >= 0 && at + 1 < bytes.length;
    at = bytes.indexOf(0xff, at + 1)
  ) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return undefined;
}

const pngPicture = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs hIST sPLT'.split(' '),
);

/** PNG (ISO 15948): chunks of length, name, data, CRC up to IEND. */
function pngParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const data = view(bytes);
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + data.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = ascii(bytes, at + 4, 4);
    if (pngPicture.has(name)) parts.push(bytes.subarray(at, end));
    if (name === 'IEND') return parts;
    at = end;
  }
  return undefined;
}

const webpPicture = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);

/** WebP (RFC 9649): RIFF chunks of name, length and data padded to an even length. One that is written as a film is not followed. */
function webpParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const data = view(bytes);
  if (bytes.length < 12) return undefined;
  const fileEnd = 8 + data.getUint32(4, true);
  if (fileEnd > bytes.length) return undefined;
  const parts = [bytes.subarray(0, 12)];
  for (let at = 12; at + 8 <= fileEnd; ) {
    const size = data.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    const name = ascii(bytes, at, 4);
    if (end > fileEnd || name === 'ANMF') return undefined;
    if (webpPicture.has(name)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return parts;
}

/** After chunks are gone: the file's length, and the flags that said there is EXIF and XMP. */
function mendWebp(bytes: Buffer): void {
  bytes.writeUInt32LE(bytes.length - 8, 4);
  if (bytes.toString('latin1', 12, 16) === 'VP8X') bytes[20] = (bytes[20] as number) & ~0x0c;
}
