/** The most nouns that one answer names. */
export const MOST_NOUNS = 10;

/** What an answer is made of: its nouns, or one of none, cannot-tell and broken alone. */
export function partsOf(answer: string): string[] {
  return answer.split(' ');
}

/** The answer that names these nouns: in order, each once. */
export function answerOfNouns(nouns: readonly string[]): string {
  return [...new Set(nouns)].sort().join(' ');
}
