/** The types of file that an image may be. */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof imageTypes)[number];

const extensions: Record<ImageType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** The ending of a file's name that goes with its type, without the dot. */
export function fileExtension(type: ImageType): string {
  return extensions[type];
}

/** The type that the first bytes say; undefined for anything that is not an image of these types. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  const riff = startsWith(bytes, 0, [0x52, 0x49, 0x46, 0x46]);
  if (riff && startsWith(bytes, 8, [0x57, 0x45, 0x42, 0x50])) return 'image/webp';
  return undefined;
}

function startsWith(bytes: Uint8Array, offset: number, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[offset + index] === byte);
}

/** What files of other types have where, a byte a letter: those that people take for images, or that come by mistake. */
const others: readonly [at: number, mark: string, what: string][] = [
  [0, 'GIF8', 'a GIF'],
  [0, 'II*\0', 'a TIFF'],
  [0, 'MM\0*', 'a TIFF'],
  [0, 'BM', 'a BMP'],
  [4, 'ftypavi', 'an AVIF'],
  [4, 'ftyphe', 'a HEIC'],
  [4, 'ftypmif1', 'a HEIC'],
  [4, 'ftyp', 'a film'],
  [4, 'JXL ', 'a JPEG XL'],
  [0, '\xff\x0a', 'a JPEG XL'],
  [4, 'jP  ', 'a JPEG 2000'],
  [0, '8BPS', 'a Photoshop document'],
  [0, '%PDF', 'a PDF'],
  [0, 'PK\x03\x04', 'a zip'],
  [0, '\x1f\x8b', 'a gzip'],
];

/** What a file that is no image to take begins like, for people: `a GIF`, or its first bytes. */
export function describeFirstBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256));
  const text = head.toString('latin1');
  const other = others.find(([at, mark]) => text.startsWith(mark, at));
  if (other) return other[2];
  const markup = head.toString('utf8').trimStart();
  if (/^(<\?xml[^>]*>\s*)?<svg/i.test(markup)) return 'an SVG';
  return markup.startsWith('<') ? 'a web page' : `nothing known (${head.toString('hex', 0, 8)})`;
}
