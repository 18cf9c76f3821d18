import { describe, expect, test } from 'vitest';
import type { TreeNoun } from '#lib/hierarchy/synset-views';
import { keyAction, startTree, type TreeState, treeReducer, visibleRows } from './tree-state';

const noun = (id: string, children = 0): TreeNoun => ({ id, word: id, kind: 'hyponym', children, images: 0 });

// dog stands under canine and under pet.
const levels = {
  animal: [noun('canine', 1), noun('pet', 2), noun('wren')],
  canine: [noun('dog', 1)],
  pet: [noun('cat'), noun('dog', 1)],
  dog: [noun('beagle')],
};
const start = startTree(noun('animal', 3), ['animal'], levels);

const keys = (state: TreeState) => visibleRows(state).map(({ key }) => key);
const reveal = (state: TreeState, ...path: string[]) =>
  treeReducer(state, { type: 'reveal', path, levels: {} });

function press(state: TreeState, ...pressed: string[]): TreeState {
  return pressed.reduce((now, key) => {
    const rows = visibleRows(now);
    const row = rows.find((one) => one.key === now.active);
    const action = row && keyAction(rows, row, key);
    return action ? treeReducer(now, action) : now;
  }, state);
}

test('rows say where they stand', () => {
  expect(visibleRows(start)).toEqual([
    { key: 'animal', noun: noun('animal', 3), level: 1, position: 1, siblings: 1, open: true },
    { key: 'animal/canine', noun: noun('canine', 1), level: 2, position: 1, siblings: 3, open: false },
    { key: 'animal/pet', noun: noun('pet', 2), level: 2, position: 2, siblings: 3, open: false },
    { key: 'animal/wren', noun: noun('wren'), level: 2, position: 3, siblings: 3, open: undefined },
  ]);
});

test('a noun with several parents is opened in one place alone', () => {
  const state = reveal(start, 'animal', 'pet', 'dog');
  expect(keys(state)).toEqual([
    'animal',
    'animal/canine',
    'animal/pet',
    'animal/pet/cat',
    'animal/pet/dog',
    'animal/pet/dog/beagle',
    'animal/wren',
  ]);
  expect(state).toMatchObject({ active: 'animal/pet/dog', current: 'animal/pet/dog' });
});

test('the page of a noun chosen in the tree leaves the tree as it is', () => {
  const opened = treeReducer(start, { type: 'open', key: 'animal/pet' });
  const chosen = treeReducer(opened, { type: 'choose', key: 'animal/pet/dog' });
  expect(keys(reveal(chosen, 'animal', 'canine', 'dog'))).toEqual(keys(chosen));
  expect(reveal(chosen, 'animal', 'canine', 'dog').current).toBe('animal/pet/dog');
  expect(reveal(chosen).current).toBeNull();
});

test('what is loaded is shown where it is open', () => {
  const bare = startTree(noun('animal', 3), ['animal'], {});
  expect(keys(bare)).toEqual(['animal']);
  const loaded = treeReducer(bare, { type: 'load', id: 'animal', children: levels.animal });
  expect(keys(loaded)).toHaveLength(4);
});

describe('keys', () => {
  test('down, up, home and end walk over the rows in sight and stop at the ends', () => {
    expect(press(start, 'ArrowDown').active).toBe('animal/canine');
    expect(press(start, 'ArrowDown', 'ArrowDown', 'ArrowUp').active).toBe('animal/canine');
    expect(press(start, 'ArrowUp').active).toBe('animal');
    expect(press(start, 'End').active).toBe('animal/wren');
    expect(press(start, 'End', 'ArrowDown').active).toBe('animal/wren');
    expect(press(start, 'End', 'Home').active).toBe('animal');
  });

  test('right opens, then goes in; left closes, then goes out', () => {
    const opened = press(start, 'ArrowDown', 'ArrowRight');
    expect(opened.active).toBe('animal/canine');
    expect(keys(opened)).toContain('animal/canine/dog');
    const inside = press(opened, 'ArrowRight');
    expect(inside.active).toBe('animal/canine/dog');
    const out = press(inside, 'ArrowLeft');
    expect(out.active).toBe('animal/canine');
    expect(keys(press(out, 'ArrowLeft'))).toEqual(keys(start));
    expect(press(start, 'End', 'ArrowRight').active).toBe('animal/wren');
    expect(press(start, 'ArrowLeft', 'ArrowLeft').active).toBe('animal');
  });

  test('right waits on a row whose children have not come', () => {
    const bare = startTree(noun('animal', 3), ['animal'], {});
    expect(press(bare, 'ArrowRight').active).toBe('animal');
  });

  test('a letter goes to the next noun that begins with it, round the end', () => {
    expect(press(start, 'p').active).toBe('animal/pet');
    expect(press(start, 'End', 'C').active).toBe('animal/canine');
    expect(press(start, 'x').active).toBe('animal');
    expect(press(start, 'Tab').active).toBe('animal');
  });

  test('closing what the active row stands in takes it along', () => {
    const inside = press(start, 'ArrowDown', 'ArrowRight', 'ArrowRight');
    expect(treeReducer(inside, { type: 'close', key: 'animal' }).active).toBe('animal');
  });
});
