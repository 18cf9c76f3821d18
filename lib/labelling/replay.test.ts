import { describe, expect, it } from 'vitest';
import { dawidSkene } from './consensus/dawid-skene.ts';
import { replay } from './replay.ts';
import { bluebirds, readBluebirds } from './testing/bluebirds.ts';
import { accuracyOf, type CrowdPlan, simulateCrowd } from './testing/simulated-crowd.ts';

/** Ten classes, single votes 95 % right. */
const tenClasses: CrowdPlan = {
  units: 4000,
  labelers: 200,
  answers: 10,
  votesPerUnit: 20,
  accuracy: () => 0.95,
  seed: 1,
};

const crowds: [name: string, plan: CrowdPlan, slack: number][] = [
  ['labelers who are alike', tenClasses, 0.001],
  [
    'labelers of whom a tenth is bad',
    { ...tenClasses, accuracy: (j) => (j % 10 === 0 ? 0.68 : 0.98) },
    0.001,
  ],
  [
    'units of which some are hard',
    { ...tenClasses, accuracy: () => 0.975, hard: { share: 0.08, accuracy: 0.65 } },
    0.002,
  ],
];

describe('replay', () => {
  it.each(crowds)(
    'comes to the labels of five votes with less than half of them, with %s',
    (_, plan, slack) => {
      const { votes } = simulateCrowd(plan);
      const all = dawidSkene(votes).answers;
      const fixed = replay(votes, { kind: 'fixed', votes: 5 });
      const adaptive = replay(votes, { kind: 'adaptive', target: 0.99 });
      expect(fixed.votesUsed).toBe(5 * plan.units);
      expect(adaptive.votesUsed).toBeLessThan(fixed.votesUsed / 2);
      expect(accuracyOf(adaptive.answers, all)).toBeGreaterThan(accuracyOf(fixed.answers, all) - slack);
    },
  );

  it('asks more where more confidence is wanted, and is right more often', () => {
    const { votes, truth } = simulateCrowd({
      ...tenClasses,
      units: 1000,
      accuracy: (j) => 0.6 + (j % 4) / 10,
    });
    const runs = [0.8, 0.99, 0.9999].map((target) => replay(votes, { kind: 'adaptive', target }));
    const used = runs.map(({ votesUsed }) => votesUsed);
    expect(used).toEqual([...used].sort((a, b) => a - b));
    const [lax, , strict] = runs.map(({ answers }) => accuracyOf(answers, truth)) as [number, number, number];
    expect(strict).toBeGreaterThan(lax);
  });

  it('spends its votes where people differ', () => {
    const plan = { ...tenClasses, units: 1000, hard: { share: 0.1, accuracy: 0.5 } };
    const { votes } = simulateCrowd(plan);
    const { used } = replay(votes, { kind: 'adaptive', target: 0.99 });
    const split = Array.from(used, (_, unit) => {
      const first = [0, 1].map((k) => votes.answers[unit + k * plan.units]);
      return first[0] !== first[1];
    });
    const mean = (wanted: boolean) => {
      const counts = [...used].filter((_, unit) => split[unit] === wanted);
      return counts.reduce((sum, count) => sum + count, 0) / counts.length;
    };
    expect(mean(false)).toBeLessThan(2.5);
    expect(mean(true)).toBeGreaterThan(3);
  });

  it("takes a unit's votes in their order, and no more than there are", () => {
    const votes = {
      units: Int32Array.of(0, 1, 0, 0, 2),
      labelers: Int32Array.of(0, 0, 1, 2, 1),
      answers: Int32Array.of(0, 1, 0, 1, 1),
      unitCount: 4,
      labelerCount: 3,
      answerCount: 2,
    };
    const { used, answers, votesUsed } = replay(votes, { kind: 'fixed', votes: 2 });
    expect([...used]).toEqual([2, 1, 1, 0]);
    expect(votesUsed).toBe(4);
    expect([...answers.slice(0, 3)]).toEqual([0, 1, 1]);
    const all = replay(votes, { kind: 'adaptive', target: 0.999999 });
    expect([...all.used]).toEqual([3, 1, 1, 0]);
    expect(all.contested).toBe(4);
  });

  it('does not look at votes that it does not use', () => {
    const { votes } = simulateCrowd({ ...tenClasses, units: 300, votesPerUnit: 8 });
    const fixed = { kind: 'fixed', votes: 4 } as const;
    const changed = votes.answers.slice().fill(3, 4 * votes.unitCount);
    expect(replay({ ...votes, answers: changed }, fixed)).toEqual(replay(votes, fixed));
  });

  it.skipIf(!bluebirds.there)('needs less than half of the votes on the bluebirds', () => {
    const { votes } = readBluebirds();
    const all = dawidSkene(votes).answers;
    const { answers, votesUsed } = replay(votes, { kind: 'adaptive', target: 0.99 });
    expect(votesUsed).toBeLessThan(votes.units.length / 2);
    expect(accuracyOf(answers, all)).toBeGreaterThan(0.94);
  });
});
