/** Where an image's bytes are served. */
export function imageUrl(sha256: string): string {
  return `/images/${sha256}`;
}

/** Where its thumbnail is served: WebP, the shorter edge 256 px or the image's own where that is less. */
export function thumbUrl(sha256: string): string {
  return `/images/${sha256}/thumb`;
}
