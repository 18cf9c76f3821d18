import { expect, it } from 'vitest';
import { assignmentStates, leaseSchema, stepAssignment } from './assignment.ts';

it('lets a leased assignment end in three ways, and lease again what is taken back', () => {
  for (const from of assignmentStates) {
    for (const to of assignmentStates) {
      const step = () => stepAssignment(from, to);
      if ((from === 'leased') !== (to === 'leased')) expect(step()).toBe(to);
      else expect(step).toThrow(expect.objectContaining({ code: 'assignment-step', kind: 'conflict' }));
    }
  }
});

it('leases a page where no count is asked for, and never more than two', () => {
  expect(leaseSchema.parse({})).toEqual({ count: 24 });
  expect(leaseSchema.safeParse({ count: 49 }).success).toBe(false);
  expect(leaseSchema.safeParse({ count: 0 }).success).toBe(false);
});
