import { expect, test } from 'vitest';
import { chooseQueues } from './job.ts';

test('a worker takes all queues, or those that it is told', () => {
  expect(chooseQueues()).toContain('scoring');
  expect(chooseQueues(['upkeep', 'imports'])).toEqual(['imports', 'upkeep']);
});

test('a queue that there is not is refused with those that there are', () => {
  expect(() => chooseQueues(['imports', 'import'])).toThrow(
    /names “import”, which is no queue: choose from checking, scoring/,
  );
});
