/** How many images stand side by side in a window of this width (px): the same steps as the classes of the grid. */
export function columnsAt(width: number): number {
  if (width >= 1280) return 8;
  if (width >= 768) return 6;
  return width >= 480 ? 4 : 3;
}

const LEAST = 24;
const MOST = 48;

/** What stands above and below the images on a wide screen, and the widest that they grow, in px. */
const AROUND = 290;
const WIDEST = 1536;

/**
 * How many images one verify page has in a window of this size (px): as many full rows as can be seen at once, 24 to 48 in all.
 */
export function pageSizeAt(width: number, height: number): number {
  const columns = columnsAt(width);
  const rows = Math.floor((height - AROUND) / (Math.min(width, WIDEST) / columns));
  return Math.min(MOST, Math.max(LEAST, rows * columns));
}

/** The cookie that tells the server how many to lease for the first page. */
export const PAGE_SIZE_COOKIE = 'imagenest-page-size';

/** What such a cookie says; the least where it says nothing that a page can have. */
export function pageSizeOf(cookie: string | undefined): number {
  const size = Number(cookie);
  return Number.isInteger(size) && size >= LEAST && size <= MOST ? size : LEAST;
}
