import { describe, expect, it } from 'vitest';
import type { SubmissionState } from '#lib/challenges/submission-state';
import { stateSteps } from './state-steps';

const life = (...states: SubmissionState[]) =>
  states.map((state, minute) => ({ state, at: `minute ${minute}` }));
const told = (states: SubmissionState[]) =>
  stateSteps(life(...states), states.at(-1) ?? 'uploaded').map((step) =>
    `${step.state} ${step.label} ${step.at ?? ''}`.trim(),
  );

describe('stateSteps', () => {
  it('waits for its check after the upload', () => {
    expect(told(['uploaded'])).toEqual([
      'done Uploaded minute 0',
      'now Checking',
      'next Taken up',
      'next Scored',
    ]);
  });

  it('goes on to the score', () => {
    expect(told(['uploaded', 'checking', 'queued'])).toEqual([
      'done Uploaded minute 0',
      'done Checked minute 2',
      'now In the queue minute 2',
      'next Scored',
    ]);
    expect(told(['uploaded', 'checking', 'queued', 'scoring', 'scored'])).toEqual([
      'done Uploaded minute 0',
      'done Checked minute 2',
      'done Taken up minute 3',
      'done Scored minute 4',
    ]);
  });

  it('shows the last try of one that was put back', () => {
    expect(told(['uploaded', 'checking', 'queued', 'scoring', 'queued'])).toContain(
      'now In the queue minute 4',
    );
  });

  it('ends where it was refused, failed or cancelled', () => {
    expect(told(['uploaded', 'checking', 'refused'])).toEqual([
      'done Uploaded minute 0',
      'failed Refused minute 2',
    ]);
    expect(told(['uploaded', 'cancelled'])).toEqual(['done Uploaded minute 0', 'failed Cancelled minute 1']);
    expect(told(['uploaded', 'checking', 'queued', 'scoring', 'failed'])).toEqual([
      'done Uploaded minute 0',
      'done Checked minute 2',
      'done Taken up minute 3',
      'failed Failed minute 4',
    ]);
  });
});
