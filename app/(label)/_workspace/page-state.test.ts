import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PageAction, type PageState, pageReducer, startPage } from './page-state';

const COUNT = 24;
const start = () => startPage({ count: COUNT, chosen: [] });
const chosen = ({ chosen }: PageState) => [...chosen].sort((a, b) => a - b);
const after = (actions: readonly PageAction[], from = start()) => actions.reduce(pageReducer, from);

it('an image is chosen by one click and not by two', () => {
  const once = after([{ type: 'toggle', index: 3 }]);
  expect(chosen(once)).toEqual([3]);
  expect(once.focus).toBe(3);
  expect(chosen(after([{ type: 'toggle', index: 3 }], once))).toEqual([]);
});

it('a range is chosen from where one stands, both ways, and shrinks again', () => {
  const stretched = after([
    { type: 'focus', index: 5 },
    { type: 'range', index: 8 },
  ]);
  expect(chosen(stretched)).toEqual([5, 6, 7, 8]);
  const shrunk = after([{ type: 'range', index: 6 }], stretched);
  expect(chosen(shrunk)).toEqual([5, 6]);
  expect(chosen(after([{ type: 'range', index: 3 }], shrunk))).toEqual([3, 4, 5]);
  expect(chosen(after([{ type: 'undo' }], shrunk))).toEqual([]);
});

it('a range keeps what was chosen before it', () => {
  const state = after([
    { type: 'toggle', index: 7 },
    { type: 'focus', index: 5 },
    { type: 'range', index: 9 },
    { type: 'range', index: 6 },
  ]);
  expect(chosen(state)).toEqual([5, 6, 7]);
});

it('a stroke makes all that it crosses like its first, and is one step', () => {
  const drawn = after([
    { type: 'toggle', index: 2 },
    { type: 'stroke', index: 0 },
    { type: 'cross', indices: [1, 2] },
    { type: 'cross', indices: [1] },
    { type: 'lift' },
    { type: 'cross', indices: [9] },
  ]);
  expect(chosen(drawn)).toEqual([0, 1, 2]);
  expect(chosen(after([{ type: 'undo' }], drawn))).toEqual([2]);
  const dropped = after(
    [{ type: 'stroke', index: 1 }, { type: 'cross', indices: [2, 3] }, { type: 'lift' }],
    drawn,
  );
  expect(chosen(dropped)).toEqual([0]);
});

const index = fc.nat(COUNT - 1);
const anyStep: fc.Arbitrary<PageAction[]> = fc.oneof(
  index.map((index): PageAction[] => [{ type: 'toggle', index }]),
  fc.tuple(index, index, index).map(([from, over, to]): PageAction[] => [
    { type: 'focus', index: from },
    { type: 'range', index: over },
    { type: 'range', index: to },
  ]),
  fc
    .tuple(index, fc.array(index))
    .map(([first, indices]): PageAction[] => [
      { type: 'stroke', index: first },
      { type: 'cross', indices },
      { type: 'lift' },
    ]),
);

it('any clicks, ranges and strokes are taken back one by one', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const states = [start()];
      for (const actions of steps) states.push(after(actions, states.at(-1)));
      let state = states.at(-1) as PageState;
      for (const before of states.reverse().slice(1)) {
        state = pageReducer(state, { type: 'undo' });
        expect(chosen(state)).toEqual(chosen(before));
      }
      expect(pageReducer(state, { type: 'undo' })).toBe(state);
    }),
  );
});
