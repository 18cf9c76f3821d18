import { expect, it } from 'vitest';
import type { Qualification, QuizFeedback } from '#lib/labelling/qualification';
import { type QuizAction, quizReducer, startQuiz } from './quiz-state';

const unit = (id: number, synset?: string) => ({
  id,
  imageUrl: `/images/${id}`,
  thumbUrl: `/images/${id}/thumb`,
  width: 100,
  height: 80,
  ...(synset && { synset }),
});
const dog = { id: 'n02084071', words: ['dog'], gloss: 'a member of the genus Canis' };
const cat = { id: 'n02121620', words: ['cat'], gloss: 'feline mammal' };
const round: Qualification = {
  state: 'asked',
  needed: 4,
  mark: 4,
  failed: 0,
  answered: 0,
  right: 0,
  units: [unit(1, dog.id), unit(2, cat.id), unit(3, dog.id), unit(4, cat.id)],
  nouns: { [dog.id]: dog, [cat.id]: cat },
};
const told = (unitId: number, right: boolean): QuizFeedback => ({
  unitId,
  answer: 'yes',
  right,
  truth: right ? 'yes' : 'no',
  nouns: [dog],
});
const rest = { ...round, answered: 2, right: 2, units: [unit(2, cat.id), unit(4, cat.id)] };
const run = (...actions: QuizAction[]) => actions.reduce(quizReducer, startQuiz({ kind: 'verify', round }));
const send: QuizAction = { type: 'send', votes: [{ unitId: 1, answer: 'yes', milliseconds: 900 }] };
const tell = (feedback: QuizFeedback[], next: Qualification): QuizAction => ({
  type: 'tell',
  result: { feedback, next },
});

it('asks all units of a noun on one page, one image at a time where it is to be named', () => {
  expect(run({ type: 'begin' }).page).toMatchObject({ noun: dog, units: [{ id: 1 }, { id: 3 }] });
  const classify = startQuiz({ kind: 'classify', round: { ...round, units: [unit(1), unit(2)], nouns: {} } });
  expect(classify.page).toEqual({ key: '1', units: [unit(1)] });
});

it('tells what was right before it goes on to the next noun', () => {
  const after = run({ type: 'begin' }, send, tell([told(1, true), told(3, false)], rest));
  expect(after).toMatchObject({ phase: 'told', answered: 2, right: 1, page: { noun: dog } });
  expect(quizReducer(after, { type: 'go-on' })).toMatchObject({ phase: 'asking', page: { noun: cat } });
});

it('ends with the pass, with a further round, or with nothing left to ask', () => {
  const end = (next: Qualification) =>
    run({ type: 'begin' }, send, tell([told(1, true)], next), { type: 'go-on' });
  expect(end({ ...round, state: 'passed', units: [] }).phase).toBe('passed');
  expect(end({ ...round, state: 'out-of-gold', units: [] }).phase).toBe('used-up');
  const failed = end({ ...round, failed: 1, units: [unit(9, cat.id)] });
  expect(failed).toMatchObject({ phase: 'failed', right: 1 });
  expect(quizReducer(failed, { type: 'go-on' })).toMatchObject({
    phase: 'asking',
    answered: 0,
    right: 0,
    page: { units: [{ id: 9 }] },
  });
});

it('goes on where somebody left off', () => {
  expect(startQuiz({ kind: 'verify', round: rest })).toMatchObject({ phase: 'intro', answered: 2, right: 2 });
  const usedUp: Qualification = { ...round, state: 'out-of-gold', units: [] };
  expect(startQuiz({ kind: 'verify', round: usedUp }).phase).toBe('used-up');
});

it('keeps the answers that did not arrive, so that they can be sent again', () => {
  const state = run({ type: 'begin' }, send, { type: 'fail', message: 'There is no connection.' });
  expect(state).toMatchObject({
    phase: 'sending',
    trouble: 'There is no connection.',
    votes: [{ unitId: 1 }],
  });
});
