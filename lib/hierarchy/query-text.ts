/** What somebody who looks for a noun has typed: an id (its n may be missing) or a word, as words are kept. */
export function readQueryText(query: string): { id: string } | { word: string } {
  const text = query
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');
  return /^n?\d{8}$/.test(text) ? { id: `n${text.slice(-8)}` } : { word: text };
}
