import { expect, test } from 'vitest';
import type { ReviewChange, ReviewUnit } from '#lib/labelling/review';
import {
  contestedHere,
  contestedInAll,
  type ReviewAction,
  type ReviewOutcome,
  reviewReducer,
  startReview,
} from './review-state';

const units = [1, 2, 3].map((id) => ({ id, question: ['n02084071'] }) as ReviewUnit);
const page = { units, nouns: {}, questions: [] };
const after = (...actions: ReviewAction[]) => {
  const { outcomes, steps, current } = actions.reduce(reviewReducer, startReview(page));
  return { done: [...outcomes].map(([id, { kind }]) => [id, kind]), steps, current };
};
const done = (id: number, kind: ReviewOutcome['kind']): ReviewAction => ({
  type: 'done',
  id,
  outcome: kind === 'decided' ? { kind, answer: 'yes' } : { kind },
});

test('goes from what is decided to the next that is not, wherever one began', () => {
  expect(after()).toEqual({ done: [], steps: [], current: 1 });
  expect(after({ type: 'go', id: 2 }, done(2, 'decided'))).toEqual({
    done: [[2, 'decided']],
    steps: [2],
    current: 3,
  });
  expect(after({ type: 'go', id: 3 }, done(3, 'off'), done(1, 'decided')).current).toBe(2);
  expect(after(done(1, 'off'), done(2, 'decided'), done(3, 'asked'))).toEqual({
    done: [
      [1, 'off'],
      [2, 'decided'],
      [3, 'asked'],
    ],
    steps: [1, 2],
    current: 3,
  });
});

test('takes back what can be taken back, in any order', () => {
  const all = [done(1, 'decided'), done(2, 'off'), done(3, 'kept')];
  expect(after(...all, { type: 'back', id: 1 })).toEqual({
    done: [
      [2, 'off'],
      [3, 'kept'],
    ],
    steps: [2],
    current: 1,
  });
});

test('brings a unit back whose decision was refused, without taking anybody from another one', () => {
  expect(after(done(1, 'decided'), { type: 'refused', id: 1 })).toEqual({ done: [], steps: [], current: 2 });
  const last = [done(1, 'decided'), done(2, 'decided'), done(3, 'decided')];
  expect(after(...last, { type: 'refused', id: 2 })).toMatchObject({ steps: [1, 3], current: 2 });
});

test('renews one unit in its place and keeps all that was done with the others', () => {
  const actions = [done(1, 'decided'), done(2, 'off'), { type: 'refused', id: 2 }] as ReviewAction[];
  const worked = actions.reduce(reviewReducer, startReview(page));
  const dog = { id: 'n02084071', words: ['dog'], gloss: '', path: [] };
  const news = [{ id: 7, cause: 'review' } as ReviewChange];
  const unit = { id: 2, state: 'settled', question: [] as string[] } as ReviewUnit;
  const renewed = reviewReducer(worked, { type: 'renewed', id: 2, unit, nouns: { [dog.id]: dog }, news });
  expect(renewed).toMatchObject({ steps: [1], current: worked.current, nouns: { [dog.id]: dog } });
  expect(renewed.outcomes).toEqual(worked.outcomes);
  expect(renewed.news).toEqual(new Map([[2, news]]));
  expect(renewed.units).toEqual([units[0], { id: 2, state: 'settled', question: ['n02084071'] }, units[2]]);
});

test('counts what is contested about a question, and goes on once people are asked about all of it', () => {
  const dog = ['n02084071'];
  const contested = units.map((unit) => ({ ...unit, state: 'contested' }) as ReviewUnit);
  const start = startReview({ units: contested, nouns: {}, questions: [{ question: dog, contested: 37 }] });
  expect(contestedInAll(start, dog)).toBe(37);
  expect(contestedInAll(start, ['n02121620'])).toBe(0);
  const worked = [done(1, 'decided'), done(2, 'off')].reduce(reviewReducer, start);
  expect(contestedInAll(worked, dog)).toBe(36);
  expect(contestedHere(worked, dog).map(({ id }) => id)).toEqual([2, 3]);
  const asked = reviewReducer(worked, { type: 'asked', question: dog, ids: [2, 3, 40] });
  expect([...asked.outcomes].map(([id, { kind }]) => [id, kind])).toEqual([
    [1, 'decided'],
    [2, 'asked'],
    [3, 'asked'],
  ]);
  expect(asked.steps).toEqual([1]);
  expect(contestedInAll(asked, dog)).toBe(0);
});
