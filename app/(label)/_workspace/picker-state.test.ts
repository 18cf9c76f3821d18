import { expect, it } from 'vitest';
import type { ClassifyTree } from '#lib/labelling/classify-noun';
import { nounsBelow, pathTo, pickerReducer, startPicker } from './picker-state';

const noun = (id: string, children: string[] = []) => ({
  id,
  words: [id],
  gloss: '',
  kinds: children.length,
  children,
});
const tree: ClassifyTree = {
  roots: ['animal', 'fruit'],
  nouns: {
    animal: noun('animal', ['canine', 'pet']),
    canine: noun('canine', ['dog']),
    pet: noun('pet', ['dog']),
    dog: noun('dog', ['beagle']),
    beagle: noun('beagle'),
    fruit: noun('fruit'),
  },
};
const names = (path: readonly { id: string }[] | undefined) => path?.map(({ id }) => id);

it('walks down, up and back', () => {
  let state = startPicker(tree);
  expect(names(nounsBelow(tree, undefined))).toEqual(['animal', 'fruit']);
  for (const id of ['animal', 'pet', 'dog']) {
    state = pickerReducer(state, { type: 'down', noun: tree.nouns[id] as ReturnType<typeof noun> });
  }
  expect(names(state.path)).toEqual(['animal', 'pet', 'dog']);
  expect(names(pickerReducer(state, { type: 'up' }).path)).toEqual(['animal', 'pet']);
  expect(names(pickerReducer(state, { type: 'back', depth: 1 }).path)).toEqual(['animal']);
});

it('enters the only root at once', () => {
  expect(names(startPicker({ ...tree, roots: ['animal'] }).path)).toEqual(['animal']);
});

it('shows the shortest way to a noun that was found, and a noun outside the tree by itself', () => {
  expect(names(pathTo(tree, 'beagle'))).toEqual(['animal', 'canine', 'dog', 'beagle']);
  expect(pathTo(tree, 'cat')).toBeUndefined();
  const state = pickerReducer(startPicker(tree), { type: 'jump', noun: noun('cat'), tree });
  expect(names(state.path)).toEqual(['cat']);
  expect(nounsBelow(tree, 'cat')).toEqual([]);
});
