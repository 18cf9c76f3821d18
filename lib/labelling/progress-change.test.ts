import { expect, it } from 'vitest';
import type { NamedUnit } from './locked-unit.ts';
import { progressBetween } from './progress-change.ts';

const unit = (id: number, synsetId: string | null, change: Partial<NamedUnit> = {}): NamedUnit => ({
  id,
  synsetId,
  campaignId: 'c',
  state: 'open',
  voteCount: 0,
  extraVotes: 0,
  gold: false,
  wanted: 3,
  takers: [],
  answer: null,
  confidence: null,
  ...change,
});

it('sums votes and states by noun, up and down, and says nothing of what stays', () => {
  const before = [
    unit(1, 'dog', { voteCount: 2 }),
    unit(2, 'dog', { voteCount: 3, state: 'settled' }),
    unit(3, 'cat', { voteCount: 2, state: 'contested' }),
    unit(4, null),
  ];
  const after = [
    unit(1, 'dog', { voteCount: 3, state: 'settled' }),
    unit(2, 'dog', { voteCount: 2 }),
    unit(3, 'cat', { voteCount: 2, state: 'settled' }),
    unit(4, null),
  ];
  expect(progressBetween(before, after)).toEqual([
    { synsetId: 'dog', votes: 0, settled: 0, contested: 0 },
    { synsetId: 'cat', votes: 0, settled: 1, contested: -1 },
  ]);
});
