import { expect, test } from 'vitest';
import { isOver, jobStates, stepJob } from './job-state.ts';

const steps = jobStates.flatMap((from) => jobStates.map((to) => [from, to] as const));

test('queued, running, then one of three ends, and nothing else', () => {
  const possible = steps.filter(([from, to]) => {
    try {
      return stepJob(from, to) === to;
    } catch {
      return false;
    }
  });
  expect(possible.map(([from, to]) => `${from} ${to}`)).toEqual([
    'queued running',
    'running done',
    'running failed',
    'running cancelled',
  ]);
  expect(jobStates.filter(isOver)).toEqual(['done', 'failed', 'cancelled']);
});

test('a refusal says what could follow', () => {
  expect(() => stepJob('queued', 'done')).toThrow(/queued.*done.*running/);
  expect(() => stepJob('done', 'running')).toThrow(expect.objectContaining({ code: 'job-step' }));
});
