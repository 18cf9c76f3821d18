import { expect, it } from 'vitest';
import { oneOf, oneOfText } from './noun-phrase';

it.each([
  ['dog', 'a'],
  ['owl', 'an'],
  ['unicycle', 'a'],
  ['uncle', 'an'],
  ['umbrella', 'an'],
  ['hourglass', 'an'],
  ['ewe', 'a'],
  ['jeans', ''],
  ['scissors', ''],
  ['bus', 'a'],
  ['octopus', 'an'],
  ['glass', 'a'],
  ['rhinoceros', 'a'],
  ['Easter', ''],
])('one of the noun %s has the article "%s"', (word, article) => {
  expect(oneOf(word)).toEqual({ article, word });
  expect(oneOfText(word)).toBe(`${article} ${word}`.trim());
});
