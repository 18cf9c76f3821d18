import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bluebirds, readBluebirds } from '../testing/bluebirds.ts';
import { accuracyOf, simulateCrowd } from '../testing/simulated-crowd.ts';
import type { LabelerVotes } from './coded-votes.ts';
import type { Consensus } from './consensus.ts';
import { dawidSkene } from './dawid-skene.ts';
import { majority } from './majority.ts';
import { collectVotes, type NamedVotes } from './named-votes.ts';
import { oneCoin } from './one-coin.ts';
import { wawa } from './wawa.ts';

const estimators: [name: string, (votes: LabelerVotes) => Consensus][] = [
  ['majority', (votes) => majority(votes, 'more-frequent')],
  ['wawa', wawa],
  ['one-coin', oneCoin],
  ['dawid-skene', dawidSkene],
];

interface Vote {
  unit: string;
  labeler: string;
  answer: string;
}

const someVotes = fc.array(
  fc.record({
    unit: fc.constantFrom('a', 'b', 'c', 'd'),
    labeler: fc.constantFrom('ada', 'bob', 'cyd', 'dan', 'eve'),
    answer: fc.constantFrom('x', 'y', 'z'),
  }),
  { minLength: 1, maxLength: 40 },
);

function named(votes: readonly Vote[]): NamedVotes {
  const collector = collectVotes();
  for (const { unit, labeler, answer } of votes) collector.add(unit, labeler, answer);
  return collector.finish();
}

/** Answer and confidence of each unit by name. */
function decide(estimate: (votes: LabelerVotes) => Consensus, votes: readonly Vote[]) {
  const { votes: coded, unitNames, answerNames } = named(votes);
  const { answers, confidence } = estimate(coded);
  return Object.fromEntries(
    unitNames.map((unit, u) => [
      unit,
      { answer: answerNames[answers[u] as number], confidence: confidence[u] },
    ]),
  );
}

describe.each(estimators)('%s', (_, estimate) => {
  it('gives every unit one of the answers that it was given, with a confidence from 0 to 1', () => {
    fc.assert(
      fc.property(someVotes, (votes) => {
        for (const { answer, confidence } of Object.values(decide(estimate, votes))) {
          expect(answer).toBeDefined();
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('gives the same digits for the votes in any order', () => {
    const orders = someVotes.chain((votes) =>
      fc.tuple(fc.constant(votes), fc.shuffledSubarray(votes, { minLength: votes.length })),
    );
    fc.assert(
      fc.property(orders, ([votes, shuffled]) => {
        expect(decide(estimate, shuffled)).toEqual(decide(estimate, votes));
      }),
    );
  });

  it('does not hang on what units and labelers are called', () => {
    const { votes } = simulateCrowd({
      units: 40,
      labelers: 9,
      answers: 3,
      votesPerUnit: 5,
      accuracy: (j) => 0.5 + j / 20,
      seed: 3,
    });
    const { answers, confidence } = estimate(votes);
    const other = estimate({
      ...votes,
      units: votes.units.map((unit) => 39 - unit),
      labelers: votes.labelers.map((labeler) => 8 - labeler),
    });
    expect(other.answers.reverse()).toEqual(answers);
    for (const [unit, chance] of other.confidence.reverse().entries()) {
      expect(chance).toBeCloseTo(confidence[unit] as number, 9);
    }
  });

  it('follows where all agree', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 8 }), (labels) => {
        const votes = labels.flatMap((answer, u) =>
          ['ada', 'bob', 'cyd'].map((labeler) => ({ unit: `unit ${u}`, labeler, answer })),
        );
        const decided = decide(estimate, votes);
        for (const [u, answer] of labels.entries()) {
          expect(decided[`unit ${u}`]?.answer).toBe(answer);
          expect(decided[`unit ${u}`]?.confidence).toBeGreaterThan(0.99);
        }
      }),
    );
  });

  it('decides nothing without votes', () => {
    const none = { units: new Int32Array(), labelers: new Int32Array(), answers: new Int32Array() };
    const { answers } = estimate({ ...none, unitCount: 0, labelerCount: 0, answerCount: 0 });
    expect(answers).toHaveLength(0);
  });

  it('finds the truth of a crowd of which most are good', () => {
    const { votes, truth } = simulateCrowd({
      units: 500,
      labelers: 25,
      answers: 4,
      votesPerUnit: 7,
      accuracy: (j) => (j < 20 ? 0.85 : 0.25),
      seed: 7,
    });
    expect(accuracyOf(estimate(votes).answers, truth)).toBeGreaterThan(0.97);
  });
});

describe.each(estimators.slice(1))('%s weighs labelers', (name, estimate) => {
  it('and so does better than the majority where few are good', () => {
    const { votes, truth } = simulateCrowd({
      units: 800,
      labelers: 30,
      answers: 3,
      votesPerUnit: 9,
      accuracy: (j) => (j % 3 === 0 ? 0.95 : 0.4),
      seed: 11,
    });
    const counted = accuracyOf(majority(votes, 'more-frequent').answers, truth);
    expect(accuracyOf(estimate(votes).answers, truth)).toBeGreaterThan(
      counted + (name === 'wawa' ? 0 : 0.05),
    );
  });

  it('so that one who is always right outvotes two who guess', () => {
    const votes: Vote[] = [];
    for (let u = 0; u < 60; u++) {
      const answer = 'xyz'.charAt(u % 3);
      for (const labeler of ['ada', 'bob', 'cyd', 'dan']) votes.push({ unit: `${u}`, labeler, answer });
      for (const [k, labeler] of ['eve', 'fay'].entries()) {
        votes.push({ unit: `${u}`, labeler, answer: 'xyz'.charAt((u + k + (u >> 1)) % 3) });
      }
    }
    votes.push(
      { unit: 'asked', labeler: 'ada', answer: 'x' },
      { unit: 'asked', labeler: 'eve', answer: 'y' },
    );
    expect(decide(estimate, votes).asked?.answer).toBe('x');
  });
});

describe.each([
  ['one-coin', oneCoin],
  ['dawid-skene', dawidSkene],
] as const)('%s recovers', (_, estimate) => {
  it('how often each labeler is right', () => {
    const accuracy = (j: number) => 0.55 + (j % 5) / 10;
    const { votes } = simulateCrowd({
      units: 4000,
      labelers: 20,
      answers: 3,
      votesPerUnit: 7,
      accuracy,
      seed: 5,
    });
    for (const [j, reliability] of estimate(votes).reliability.entries()) {
      expect(Math.abs(reliability - accuracy(j))).toBeLessThan(0.05);
    }
  });
});

describe.skipIf(!bluebirds.there)('on the bluebirds', () => {
  it.each([
    ['majority', 82, 82],
    ['wawa', 82, 84],
    ['one-coin', 78, 82],
    ['dawid-skene', 96, 97],
  ] as const)('%s has %i to %i of 108 images right', (name, least, most) => {
    const { votes, truth } = readBluebirds();
    const [, estimate] = estimators.find(([known]) => known === name) as (typeof estimators)[number];
    const right = Math.round(accuracyOf(estimate(votes).answers, truth) * truth.length);
    expect(right).toBeGreaterThanOrEqual(least);
    expect(right).toBeLessThanOrEqual(most);
  });
});
