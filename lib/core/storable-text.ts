/** Text without what PostgreSQL cannot hold: the character 0, and halves of surrogate pairs (they become U+FFFD). */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\ufffd');
}
