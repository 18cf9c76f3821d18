import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertStep,
  canStep,
  isFinal,
  type SubmissionState,
  submissionStates,
  waitingFor,
} from './submission-state.ts';

const anyState = fc.constantFrom(...submissionStates);

/** Every state that can follow a state after any number of steps. */
function reachable(from: SubmissionState): Set<SubmissionState> {
  const found = new Set<SubmissionState>([from]);
  for (const state of found) for (const to of submissionStates) if (canStep(state, to)) found.add(to);
  return found;
}

describe('the state machine of a submission', () => {
  it('goes from upload to score', () => {
    const life: SubmissionState[] = ['uploaded', 'checking', 'queued', 'scoring', 'scored'];
    for (const [index, to] of life.entries()) {
      const from = life[index - 1];
      if (from) expect(() => assertStep(from, to)).not.toThrow();
    }
  });

  it('reaches every state, and from every state a final one', () => {
    expect([...reachable('uploaded')].sort()).toEqual([...submissionStates].sort());
    for (const state of submissionStates) expect([...reachable(state)].some(isFinal)).toBe(true);
  });

  it('lets nothing follow a final state but another try of what a fault of ours ended, nor anything be scored that was not queued', () => {
    fc.assert(
      fc.property(anyState, anyState, (from, to) => {
        if (isFinal(from)) expect(canStep(from, to)).toBe(from === 'failed' && to === 'uploaded');
        if (to === 'scoring') expect(canStep(from, to)).toBe(from === 'queued');
        if (to === 'scored') expect(canStep(from, to)).toBe(from === 'scoring');
      }),
    );
  });

  it('can be cancelled and put back wherever a worker may be lost', () => {
    for (const state of submissionStates) expect(canStep(state, 'cancelled')).toBe(!isFinal(state));
    expect(canStep('checking', waitingFor.checking)).toBe(true);
    expect(canStep('scoring', waitingFor.scoring)).toBe(true);
  });

  it('says what can follow where it refuses', () => {
    expect(() => assertStep('scored', 'cancelled')).toThrow(
      expect.objectContaining({ code: 'submission-step', message: expect.stringMatching(/it is final/) }),
    );
    expect(() => assertStep('uploaded', 'scored')).toThrow(/checking, cancelled/);
  });
});
