const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size in words, in thousands of 1,024: `512 bytes`, `8.1 KiB`, `1.5 GiB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 10 ? 0 : 1;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })}\u00a0${units[unit]}`;
}
