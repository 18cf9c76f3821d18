/** The most nouns that one answer names. */
export const MOST_NOUNS = 10;

/** The answer that names these nouns: in order, each once. */
export function answerOfNouns(nouns: readonly string[]): string {
  return [...new Set(nouns)].sort().join(' ');
}
