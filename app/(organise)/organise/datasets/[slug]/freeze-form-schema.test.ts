import { expect, test } from 'vitest';
import { freezeFormSchema } from './freeze-form-schema';

const form = { slug: 'birds', seed: ' ', valShare: '10', testShare: '20', minimumConfidence: '0' };

test('per cent become shares, an empty seed none, ticked sources a list', () => {
  expect(freezeFormSchema.parse(form)).toEqual({
    slug: 'birds',
    options: { seed: undefined, valShare: 0.1, testShare: 0.2, minimumConfidence: 0, heldOutSources: [] },
  });
  const one = freezeFormSchema.parse({ ...form, heldOutSources: 'noto', testShare: '12.5' });
  expect(one.options).toMatchObject({ heldOutSources: ['noto'], testShare: 0.125 });
  expect(freezeFormSchema.parse({ ...form, heldOutSources: ['a', 'b'] }).options.heldOutSources).toEqual([
    'a',
    'b',
  ]);
});

test('what is wrong is told at its field, in per cent', () => {
  const refused = freezeFormSchema.safeParse({ ...form, valShare: '50', testShare: '60' });
  expect(refused.error?.issues[0]).toMatchObject({
    path: ['testShare'],
    message: expect.stringContaining('90 %'),
  });
  const outside = freezeFormSchema.safeParse({ ...form, minimumConfidence: '130' });
  expect(outside.error?.issues[0]).toMatchObject({
    path: ['minimumConfidence'],
    message: 'must be from 0 % to 100 %',
  });
});
