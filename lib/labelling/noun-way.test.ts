import { expect, test } from 'vitest';
import { nounsAbove } from './noun-way.ts';

const link = (child: string, parent: string, position = 0) => ({ child, parent, position });
const links = [
  link('dog', 'canine'),
  link('dog', 'pet', 1),
  link('canine', 'carnivore'),
  link('carnivore', 'animal'),
  link('pet', 'animal'),
  link('animal', 'entity'),
];

test('goes the shortest way up to a root, or to the top', () => {
  expect(nounsAbove('dog', links, new Set(['animal']))).toEqual(['animal', 'pet']);
  expect(nounsAbove('dog', links, new Set(['carnivore']))).toEqual(['carnivore', 'canine']);
  expect(nounsAbove('dog', links, new Set())).toEqual(['entity', 'animal', 'pet']);
  expect(nounsAbove('animal', links, new Set(['animal']))).toEqual([]);
  expect(nounsAbove('stone', links, new Set())).toEqual([]);
});

test('takes the first parent where ways are of one length, and ends on circles', () => {
  const two = [link('a', 'z', 1), link('a', 'b', 0), link('b', 'top'), link('z', 'top')];
  expect(nounsAbove('a', two, new Set())).toEqual(['top', 'b']);
  expect(nounsAbove('a', [link('a', 'b'), link('b', 'a')], new Set())).toEqual([]);
});
