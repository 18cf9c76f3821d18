import { expect, test } from 'vitest';
import type { ReviewUnit } from '#lib/labelling/review';
import { type ReviewAction, reviewReducer, startReview } from './review-state';

const unit = (id: number) => ({ id }) as ReviewUnit;
const units = [1, 2, 3].map(unit);
const after = (...actions: ReviewAction[]) => {
  const { queue, steps } = actions.reduce(reviewReducer, startReview(units));
  return { queue: queue.map(({ id }) => id), steps: steps.map((step) => [step.unit.id, step.answer]) };
};
const yes = { type: 'step', answer: 'yes' } as const;
const later = { type: 'step', answer: null } as const;
const back = { type: 'back' } as const;

test('goes from unit to unit, and back', () => {
  expect(after(yes, later)).toEqual({
    queue: [3],
    steps: [
      [1, 'yes'],
      [2, null],
    ],
  });
  expect(after(yes, later, back)).toEqual({ queue: [2, 3], steps: [[1, 'yes']] });
  expect(after(back)).toEqual({ queue: [1, 2, 3], steps: [] });
  expect(after(yes, yes, yes, yes).queue).toEqual([]);
  expect(after({ type: 'leave' }, yes, back, back)).toEqual({ queue: [2, 3], steps: [] });
});

test('brings a unit back whose decision was refused, once', () => {
  expect(after(yes, yes, { type: 'refused', unit: unit(1) })).toEqual({ queue: [1, 3], steps: [[2, 'yes']] });
  expect(after(yes, back, { type: 'refused', unit: unit(1) }).queue).toEqual([1, 2, 3]);
});
