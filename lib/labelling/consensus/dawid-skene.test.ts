import { describe, expect, it } from 'vitest';
import { accuracyOf, simulateCrowd } from '../testing/simulated-crowd.ts';
import { dawidSkene } from './dawid-skene.ts';

describe('Dawid-Skene', () => {
  it('does one round as by hand', () => {
    // Unit 0: x x y, unit 1: y y, by labelers 0, 1, 2 and 0, 1.
    const votes = {
      units: Int32Array.of(0, 0, 0, 1, 1),
      labelers: Int32Array.of(0, 1, 2, 0, 1),
      answers: Int32Array.of(0, 0, 1, 1, 1),
      unitCount: 2,
      labelerCount: 3,
      answerCount: 2,
    };
    const { posterior, priors, confusion, iterations } = dawidSkene(votes, { rounds: 1 });
    expect(iterations).toBe(1);
    const px = (2 / 3 + 0.01) / 2.02;
    expect(priors[0]).toBeCloseTo(px, 12);
    // Labelers 0 and 1 alike: x on a unit that is x by 2/3, y on one that is y and on none that is x.
    const [xx, xy] = [(2 / 3 + 0.01) / (2 / 3 + 0.02), (1 / 3 + 0.01) / (4 / 3 + 0.02)];
    expect(confusion[0]).toBeCloseTo(xx, 12);
    expect(confusion[1]).toBeCloseTo(xy, 12);
    const [yx, yy] = [(2 / 3 + 0.01) / (2 / 3 + 0.02), (1 / 3 + 0.01) / (1 / 3 + 0.02)];
    const asX = px * xx * xx * yx;
    const asY = (1 - px) * xy * xy * yy;
    expect(posterior[0]).toBeCloseTo(asX / (asX + asY), 12);
  });

  it('stops when nothing changes any more, and after the rounds given at the latest', () => {
    const { votes } = simulateCrowd({
      units: 300,
      labelers: 12,
      answers: 3,
      votesPerUnit: 5,
      accuracy: () => 0.7,
      seed: 2,
    });
    const free = dawidSkene(votes);
    expect(free.iterations).toBeLessThan(100);
    expect(dawidSkene(votes, { rounds: 3 }).iterations).toBe(3);
    const further = dawidSkene(votes, { rounds: free.iterations + 20, tolerance: 0 });
    expect(further.answers).toEqual(free.answers);
  });

  it('keeps its probabilities where a unit has thousands of votes', () => {
    const { votes, truth } = simulateCrowd({
      units: 4,
      labelers: 5000,
      answers: 3,
      votesPerUnit: 4000,
      accuracy: () => 0.6,
      seed: 4,
    });
    const { answers, posterior } = dawidSkene(votes);
    expect(answers).toEqual(truth);
    expect(posterior.every(Number.isFinite)).toBe(true);
  });

  it('refuses more confusions than fit into memory', () => {
    const one = Int32Array.of(0);
    const votes = {
      units: one,
      labelers: one,
      answers: one,
      unitCount: 1,
      labelerCount: 1000,
      answerCount: 1000,
    };
    expect(() => dawidSkene(votes)).toThrow(expect.objectContaining({ code: 'confusion-too-large' }));
  });
});

describe('with what is known beside the votes', () => {
  const { votes, truth } = simulateCrowd({
    units: 400,
    labelers: 12,
    answers: 2,
    votesPerUnit: 3,
    accuracy: (j) => (j < 7 ? 0.25 : 0.95),
    seed: 3,
  });

  it('measures labelers against known answers, also where most are wrong together', () => {
    const known = truth.map((answer, unit) => (unit % 4 === 0 ? answer : -1));
    expect(accuracyOf(dawidSkene(votes).answers, truth)).toBeLessThan(0.5);
    const measured = dawidSkene(votes, { known });
    expect(accuracyOf(measured.answers, truth)).toBeGreaterThan(0.8);
    for (let unit = 0; unit < 400; unit += 4) expect(measured.answers[unit]).toBe(truth[unit]);
  });

  it('gives groups priors of their own, drawn to those of all where they are small', () => {
    const of = truth.map((answer, unit) => (unit === 1 ? 2 : answer));
    const { groupPriors, priors } = dawidSkene(votes, {
      known: truth.map((answer, unit) => (unit < 200 ? answer : -1)),
      groups: { of, count: 3 },
    });
    expect(groupPriors[0]).toBeGreaterThan(0.8);
    expect(groupPriors[3]).toBeGreaterThan(0.8);
    expect(groupPriors[4]).toBeCloseTo(priors[0] as number, 1);
  });

  it('is the same without groups as with a single one that is large', () => {
    const alone = dawidSkene(votes);
    const one = dawidSkene(votes, { groups: { of: new Int32Array(400), count: 1 } });
    expect(one.priors[0]).toBeCloseTo(alone.priors[0] as number, 4);
    expect(one.answers).toEqual(alone.answers);
  });
});
