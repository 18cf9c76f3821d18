import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SettlingPolicy, settleUnit, settlingPolicySchema } from './settling.ts';

const adaptive: SettlingPolicy = { kind: 'adaptive', target: 0.95 };

describe('settling', () => {
  it.each([
    [{ votes: 2, left: 3, confidence: 0.95 }, 'settled'],
    [{ votes: 2, left: 3, confidence: 0.94 }, 'open'],
    [{ votes: 1, left: 3, confidence: 0.99 }, 'open'],
    [{ votes: 1, left: 0, confidence: 0.99 }, 'contested'],
    [{ votes: 5, left: 0, confidence: 0.94 }, 'contested'],
    [{ votes: 5, left: 0, confidence: 0.95 }, 'settled'],
  ] as const)('adaptive: %o is %s', (standing, state) => {
    expect(settleUnit(adaptive, standing)).toBe(state);
  });

  it('fixed: stops at the number, whatever the confidence', () => {
    const policy: SettlingPolicy = { kind: 'fixed', votes: 3 };
    expect(settleUnit(policy, { votes: 2, left: 4, confidence: 1 })).toBe('open');
    expect(settleUnit(policy, { votes: 3, left: 4, confidence: 0.4 })).toBe('settled');
    expect(settleUnit(policy, { votes: 2, left: 0, confidence: 0.4 })).toBe('settled');
  });

  it('asks no further once it settled at a higher target', () => {
    const standing = fc.record({
      votes: fc.nat(9),
      left: fc.nat(9),
      confidence: fc.double({ min: 0, max: 1 }),
    });
    fc.assert(
      fc.property(standing, fc.double({ min: 0.01, max: 0.98 }), (unit, target) => {
        fc.pre(settleUnit({ kind: 'adaptive', target: target + 0.01 }, unit) === 'settled');
        expect(settleUnit({ kind: 'adaptive', target }, unit)).toBe('settled');
      }),
    );
  });

  it('takes no target that cannot be reached', () => {
    expect(settlingPolicySchema.safeParse({ kind: 'adaptive', target: 1 }).success).toBe(false);
    expect(settlingPolicySchema.safeParse({ kind: 'fixed', votes: 0 }).success).toBe(false);
    expect(settlingPolicySchema.parse(adaptive)).toEqual(adaptive);
  });
});
