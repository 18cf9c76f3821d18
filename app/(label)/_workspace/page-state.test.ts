import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PageState, pageReducer, startPage } from './page-state';

const chosen = ({ chosen }: PageState) => [...chosen].sort((a, b) => a - b);

it('a picture is chosen by one click and not by two', () => {
  const once = pageReducer(startPage({ count: 24, chosen: [] }), { type: 'toggle', index: 3 });
  expect(chosen(once)).toEqual([3]);
  expect(once.focus).toBe(3);
  expect(chosen(pageReducer(once, { type: 'toggle', index: 3 }))).toEqual([]);
});

it('any clicks are taken back one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(23), { maxLength: 60 }), (clicks) => {
      const states = [startPage({ count: 24, chosen: [] })];
      for (const index of clicks)
        states.push(pageReducer(states.at(-1) as PageState, { type: 'toggle', index }));
      let state = states.at(-1) as PageState;
      for (const before of states.reverse().slice(1)) {
        state = pageReducer(state, { type: 'undo' });
        expect(chosen(state)).toEqual(chosen(before));
      }
      expect(pageReducer(state, { type: 'undo' })).toBe(state);
    }),
  );
});
