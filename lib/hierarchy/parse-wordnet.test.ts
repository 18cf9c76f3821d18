import { expect, test } from 'vitest';
import { parseWordnet } from './parse-wordnet.ts';

const data = `  1 This software and database is being provided to you, the LICENSEE
02084071 05 n 03 dog 0 domestic_dog 0 Canis_familiaris 0 004 @ 02083346 n 0000 @ 01317541 n 0000 #m 02083863 n 0000 ~ 01322604 n 0000 | a member of the genus Canis | so it is; "the dog barked all night"  
02083346 05 n 02 canine 1 canid 0 000 | any of various fissiped mammals  
08846135 15 n 0a a 0 b 0 c 0 d 0 e 0 f 0 g 0 h 0 i 0 j_k 0 001 @i 09194357 n 0000 | an atoll  
`;
const index = `  1 This software
dog n 3 5 @ ~ #m #p %p 7 1 02084071 10114209 10023039  
hot_dog n 1 1 @ 1 0 07676602  
`;

test('synsets with their words and glosses, parents in their order with their kinds', () => {
  const { synsets, links } = parseWordnet(data, '');
  expect(synsets).toEqual([
    {
      id: 'n02084071',
      words: ['dog', 'domestic dog', 'Canis familiaris'],
      gloss: 'a member of the genus Canis | so it is; "the dog barked all night"',
    },
    { id: 'n02083346', words: ['canine', 'canid'], gloss: 'any of various fissiped mammals' },
    { id: 'n08846135', words: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j k'], gloss: 'an atoll' },
  ]);
  expect(links).toEqual([
    { child: 'n02084071', parent: 'n02083346', kind: 'hyponym' },
    { child: 'n02084071', parent: 'n01317541', kind: 'hyponym' },
    { child: 'n08846135', parent: 'n09194357', kind: 'instance' },
  ]);
});

test('senses of a word, the most frequent first', () => {
  expect(parseWordnet('', index).senses).toEqual([
    { word: 'dog', synset: 'n02084071', sense: 1 },
    { word: 'dog', synset: 'n10114209', sense: 2 },
    { word: 'dog', synset: 'n10023039', sense: 3 },
    { word: 'hot dog', synset: 'n07676602', sense: 1 },
  ]);
});

test.each([
  '02084071 05 n 03 dog 0 domestic_dog 0 002 @ 02083346 n 0000 | cut short',
  '02084071 05 n 01 dog 0 000',
  '2084071 05 n 01 dog 0 000 | an offset of seven digits',
  '<html>',
])('a line of another format is refused: %s', (line) => {
  expect(() => parseWordnet(line, '')).toThrow(/Not a line/);
});

test.each(['dog n 3 1 @ 3 1 02084071 10114209', 'dog n', 'dog n 1 0 1 0 71'])(
  'a line of another index is refused: %s',
  (line) => {
    expect(() => parseWordnet('', line)).toThrow(/Not a line/);
  },
);
