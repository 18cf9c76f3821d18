import { describe, expect, it } from 'vitest';
import type { Assignment } from '#lib/labelling/assignment';
import { pagesOf, phaseOf, startState, type WorkState, workReducer } from './work-state';

const MINUTE = 60_000;
const unit = (id: number) => ({
  id,
  imageUrl: `/images/${id}`,
  thumbUrl: `/images/${id}/thumb`,
  width: 4,
  height: 3,
});
const assignment = (id: string, ...units: number[]): Assignment => ({
  id,
  expiresAt: '2026-01-01T00:00:00.000Z',
  units: units.map(unit),
});

describe('pagesOf', () => {
  it('asks a verify assignment at once and a classify assignment unit by unit', () => {
    expect(pagesOf(assignment('a', 1, 2), 'verify', 0).map(({ units }) => units.length)).toEqual([2]);
    expect(pagesOf(assignment('a', 1, 2), 'classify', 0).map(({ key }) => key)).toEqual(['a/1', 'a/2']);
    expect(pagesOf(null, 'verify', 0)).toEqual([]);
  });
});

describe('workReducer', () => {
  const votes = [1, 2].map((unitId) => ({ unitId, answer: 'yes', milliseconds: 9 }));
  const two: WorkState = {
    ...startState,
    pages: [...pagesOf(assignment('a', 1, 2), 'verify', 0), ...pagesOf(assignment('b', 3), 'verify', 0)],
  };

  it('goes on to the next page, and to none that has become stale meanwhile', () => {
    const next = workReducer(two, { type: 'leave', votes, now: MINUTE });
    expect(next.pages.map(({ key }) => key)).toEqual(['b']);
    expect(next.given).toBe(2);
    const late = workReducer(two, { type: 'leave', votes, now: 20 * MINUTE });
    expect(late.pages).toEqual([]);
  });

  it('asks the page answered last again, with what was answered, and the one before it after that', () => {
    const first = workReducer(two, { type: 'leave', votes, now: MINUTE });
    const both = workReducer(first, {
      type: 'leave',
      votes: [{ ...votes[0], unitId: 3 } as never],
      now: MINUTE,
    });
    expect(both).toMatchObject({ given: 3, pages: [] });
    const back = workReducer(both, { type: 'take-back', now: MINUTE });
    expect(back).toMatchObject({ given: 2, pages: [{ assignmentId: 'b', before: [{ unitId: 3 }] }] });
    const again = workReducer(back, { type: 'take-back', now: MINUTE });
    expect(again).toMatchObject({
      given: 0,
      pages: [{ assignmentId: 'a', before: votes }, { assignmentId: 'b' }],
    });
    expect(workReducer(again, { type: 'take-back', now: MINUTE })).toBe(again);
  });

  it('does not take a skipped page back', () => {
    const skipped = workReducer(two, { type: 'leave', votes: [], now: MINUTE });
    expect(skipped.answered).toEqual([]);
  });

  it('knows that nothing is left once the server had nothing to lease', () => {
    const asking = workReducer(startState, { type: 'ask' });
    expect(phaseOf(asking)).toBe('waiting');
    expect(phaseOf(workReducer(asking, { type: 'leased', pages: [] }))).toBe('finished');
    expect(phaseOf(workReducer(asking, { type: 'leased', pages: two.pages }))).toBe('asking');
  });

  it('stands still over a fault only where no page is left to answer', () => {
    const fault = { type: 'fail', message: 'There is no connection to the server.' } as const;
    expect(phaseOf(workReducer(startState, fault))).toBe('stopped');
    expect(phaseOf(workReducer(two, fault))).toBe('asking');
    expect(phaseOf(workReducer(workReducer(startState, fault), { type: 'look-again' }))).toBe('waiting');
  });

  it('drops pages that are answered altogether', () => {
    const left = workReducer(two, { type: 'drop', unitIds: new Set([1, 3]) });
    expect(left.pages.map(({ key }) => key)).toEqual(['a']);
  });
});
