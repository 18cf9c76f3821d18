/** The storage key of an image's bytes. */
export function imageKey(sha256: string): string {
  return `images/${sha256}`;
}

/** The storage key of its thumbnail. */
export function thumbKey(sha256: string): string {
  return `thumbs/${sha256}-256.webp`;
}
