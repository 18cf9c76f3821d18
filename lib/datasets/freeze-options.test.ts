import { expect, test } from 'vitest';
import { freezeOptionsSchema } from './freeze-options.ts';

test('everything has a default but the seed, which chance gives', () => {
  expect(freezeOptionsSchema.parse({})).toEqual({
    valShare: 0.1,
    testShare: 0.2,
    heldOutSources: [],
    minimumConfidence: 0,
  });
});

test('models keep something to learn from', () => {
  expect(freezeOptionsSchema.safeParse({ valShare: 0.5, testShare: 0.5 }).error?.issues[0]?.message).toMatch(
    /0\.9/,
  );
  expect(freezeOptionsSchema.safeParse({ testShare: -0.1 }).success).toBe(false);
  expect(freezeOptionsSchema.safeParse({ minimumConfidence: 2 }).success).toBe(false);
});
