/** Begin with a vowel in writing but not in speech, and the other way round. */
const spokenConsonant = /^(uni(?!n|m)|use|usu|uke|ura|uro|eu|ewe|one\b|once\b)/i;
const spokenVowel = /^(hour|heir|honou?r|honest|x-ray|f-|h-|l-|m-|n-|r-|s-)/i;

/** One of a noun, as a sentence says it: a dog, an owl, jeans, Easter. */
export function oneOfText(noun: string): string {
  const { article, word } = oneOf(noun);
  return article === '' ? word : `${article} ${word}`;
}

/** The same in two, for a sentence that stresses the word. */
export function oneOf(word: string): { article: string; word: string } {
  const isName = /^\p{Lu}/u.test(word) && !/^X-ray/.test(word);
  const isPlural = /[^suixao]s$/.test(word) && !/lens$/.test(word);
  if (isName || isPlural) return { article: '', word };
  const vowel = spokenVowel.test(word) || (/^[aeiou]/i.test(word) && !spokenConsonant.test(word));
  return { article: vowel ? 'an' : 'a', word };
}
