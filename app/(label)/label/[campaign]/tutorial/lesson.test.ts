import { expect, it } from 'vitest';
import type { VoteInput } from '#lib/labelling/vote';
import { classifyLesson, lessonTree } from './classify-lesson';
import { type LessonAction, type LessonStep, lessonReducer, startLesson } from './lesson';
import { verifyLesson } from './verify-lesson';

const run = <Page>(steps: readonly LessonStep<Page>[], actions: LessonAction[]) =>
  actions.reduce((state, action) => lessonReducer(steps, state, action), startLesson);
const page = (count: number, ...yes: number[]): LessonAction => ({
  type: 'send',
  votes: Array.from({ length: count }, (_, unitId) => ({
    unitId,
    answer: yes.includes(unitId) ? 'yes' : 'no',
    milliseconds: 900,
  })),
});
const name = (answer: string): LessonAction => ({
  type: 'send',
  votes: [{ unitId: 0, answer, milliseconds: 900 } satisfies VoteInput],
});

it('is done once two were chosen, none was sent, that was taken back and sent again', () => {
  const done = run(verifyLesson, [page(6, 1, 5), page(3), { type: 'undo' }, page(3)]);
  expect(done.at).toBe(verifyLesson.length);
});

it('shows a wrong page again with its answer and says which images are wrong', () => {
  const wrong = run(verifyLesson, [page(6, 0, 1)]);
  expect(wrong.at).toBe(0);
  expect(wrong.before?.filter(({ answer }) => answer === 'yes').map(({ unitId }) => unitId)).toEqual([0, 1]);
  expect(wrong.remark).toBe('Not quite. Image 1 shows a tomato: take it back. Image 6 shows an apple too.');
});

it('wants the last page back, which then shows what it was answered with', () => {
  const before = run(verifyLesson, [page(6, 1, 5), { type: 'undo' }, page(3), page(3, 1)]);
  expect(before).toMatchObject({ at: 2, remark: expect.stringContaining('take the last one back') });
  const back = lessonReducer(verifyLesson, before, { type: 'undo' });
  expect(back.at).toBe(3);
  expect(back.before?.map(({ answer }) => answer)).toEqual(['no', 'no', 'no']);
});

it('is done once an image was named, one stopped higher up, none was answered, taken back and answered again', () => {
  const [, citrus] = [...Object.values(lessonTree.nouns)].filter(({ children }) => children.length > 0);
  const orange = citrus?.children[1] ?? '';
  const steps = [name(orange), name(citrus?.id ?? ''), name('none'), { type: 'undo' } as const, name('none')];
  expect(run(classifyLesson, steps).at).toBe(classifyLesson.length);
});

it.each(['cannot-tell', 'n07749582', 'broken'])('says why %s is no answer to the slice', (answer) => {
  const state = run(classifyLesson, [name('n07747607'), name(answer)]);
  expect(state).toMatchObject({ at: 1, remark: expect.stringMatching(/citrus fruit/) });
});
