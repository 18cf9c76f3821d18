import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { type Behaviour, simulateMixedCrowd } from '../testing/mixed-crowd.ts';
import { accuracyOf, simulateCrowd } from '../testing/simulated-crowd.ts';
import type { CampaignVotes } from './campaign-votes.ts';
import { estimateApart } from './estimate-apart.ts';
import { estimateCampaign } from './estimate-campaign.ts';

const policy = { votesPerUnit: 7, targetConfidence: 0.95 };

function verify(units: number, votesPerUnit = 4): { campaign: CampaignVotes; truth: Int32Array } {
  const { votes, truth } = simulateCrowd({
    units,
    labelers: 30,
    answers: 2,
    votesPerUnit,
    accuracy: (j) => (j < 25 ? 0.95 : 0.55),
    seed: 11,
  });
  const none = () => new Int32Array(units).fill(-1);
  const count = votes.units.length;
  return {
    truth,
    campaign: {
      policy,
      votes,
      milliseconds: Int32Array.from({ length: count }, (_, i) => 400 + (votes.labelers[i] as number)),
      at: Float64Array.from({ length: count }, (_, i) => 1000 * i),
      nouns: Int32Array.from({ length: units }, (_, u) => u % 3),
      nounCount: 3,
      gold: none(),
      known: none(),
      labels: none(),
      lines: null,
      above: null,
      labelerNames: Array.from({ length: 30 }, (_, j) => `labeler ${j}`),
      answerNames: ['no', 'yes'],
    },
  };
}

describe('an estimate of a verify campaign', () => {
  const { campaign, truth } = verify(500);
  const estimate = estimateCampaign(campaign);

  it('finds labels and labelers', () => {
    expect(accuracyOf(estimate.answers, truth)).toBeGreaterThan(0.97);
    expect(Math.min(...estimate.reliability.subarray(0, 25))).toBeGreaterThan(
      Math.max(...estimate.reliability.subarray(25)),
    );
    expect([...estimate.counts]).toEqual(Array(500).fill(4));
    expect(estimate.rights).toHaveLength(60);
    expect(estimate.nounYes).toHaveLength(3);
    expect(estimate.alpha).toBeGreaterThan(0.5);
  });

  it('counts what people did', () => {
    const { figures } = estimate;
    expect(figures.votes.reduce((sum, votes) => sum + votes)).toBe(2000);
    expect(figures.medianMilliseconds[7]).toBe(407);
    expect(figures.agreed[3]).toBeLessThanOrEqual(figures.settled[3] as number);
    expect((figures.agreed[3] as number) / (figures.settled[3] as number)).toBeGreaterThan(0.9);
    expect([...figures.goldAsked]).toEqual(Array(30).fill(0));
  });

  it('takes what is known for the truth, and measures people by gold', () => {
    const gold = truth.map((answer, unit) => (unit < 50 ? 1 - answer : -1));
    const against = estimateCampaign({ ...campaign, gold, known: gold });
    const { goldAsked, goldRight } = against.figures;
    expect(goldAsked.reduce((sum, asked) => sum + asked)).toBe(200);
    expect(goldRight.reduce((sum, right) => sum + right)).toBeLessThan(40);
    expect(against.reliability[3]).toBeLessThan(estimate.reliability[3] as number);
  });

  it('is the same in another thread', async () => {
    const large = verify(5500);
    const here = estimateCampaign(large.campaign);
    const apart = await estimateApart(large.campaign);
    expect(apart.answers).toEqual(here.answers);
    expect(apart.confidence).toEqual(here.confidence);
    expect(apart.figures).toEqual(here.figures);
  });
});

it('an estimate of a classify campaign lets coarse and fine answers agree', () => {
  // animal over dog and cat; dog over beagle; 40 units show beagles, 40 cats.
  const [ANIMAL, DOG, BEAGLE, CAT] = [0, 1, 2, 3];
  const rows: [unit: number, labeler: number, answer: number][] = [];
  for (let unit = 0; unit < 80; unit++) {
    const right = unit < 40 ? BEAGLE : CAT;
    rows.push([unit, 0, right], [unit, 1, unit < 40 ? DOG : CAT]);
    // The third says cat of every other beagle, and the other way round.
    rows.push([unit, 2, unit % 2 === 0 ? right : unit < 40 ? CAT : BEAGLE]);
  }
  const none = () => new Int32Array(80).fill(-1);
  const { answers, confidence, reliability, figures } = estimateCampaign({
    policy,
    votes: {
      units: Int32Array.from(rows, ([unit]) => unit),
      labelers: Int32Array.from(rows, ([, labeler]) => labeler),
      answers: Int32Array.from(rows, ([, , answer]) => answer),
      unitCount: 80,
      labelerCount: 3,
      answerCount: 4,
    },
    milliseconds: new Int32Array(rows.length).fill(700),
    at: Float64Array.from(rows, (_, i) => i),
    nouns: new Int32Array(80),
    nounCount: 1,
    gold: none(),
    known: none(),
    labels: none(),
    above: null,
    lines: {
      answerCount: 1000,
      breadth: Int32Array.of(997, 100, 1, 30),
      upStart: Int32Array.of(0, 1, 3, 6, 8),
      up: Int32Array.of(ANIMAL, DOG, ANIMAL, BEAGLE, DOG, ANIMAL, CAT, ANIMAL),
    },
    labelerNames: ['a', 'b', 'c'],
    answerNames: ['animal', 'dog', 'beagle', 'cat'],
  });
  expect(reliability[0]).toBeGreaterThan(0.95);
  expect(reliability[1]).toBeGreaterThan(0.95);
  expect(reliability[2]).toBeLessThan(0.7);
  expect([...answers.subarray(40)]).toEqual(Array(40).fill(CAT));
  // Two beagles of three votes where the third agrees, else "some dog".
  expect([...answers.subarray(0, 4)]).toEqual([BEAGLE, DOG, BEAGLE, DOG]);
  expect(Math.min(...confidence)).toBeGreaterThan(0.95);
  expect(figures.agreed[1]).toBe(figures.settled[1]);
});

describe('people who stop at an inner node are not suspected, people who answer by lot are', () => {
  // Four species, of five breeds each, below one another as the answers' names are.
  const above = (answer: number) => (answer < 4 ? [] : [answer % 4]);
  const priors = Array.from({ length: 24 }, (_, answer) => (answer < 4 ? 0 : 1 / 20));
  const random = seededRandom('inner nodes');
  const people = Array.from({ length: 24 }, (): Behaviour => {
    const right = random.between(0.8, 0.98);
    return {
      answer: (truth, dice) => {
        const seen = dice.next() < right ? truth : 4 + dice.below(20);
        return dice.next() < 0.7 ? seen % 4 : seen;
      },
    };
  });
  const lot = Array.from({ length: 6 }, (): Behaviour => ({ answer: (_, dice) => dice.below(24) }));
  const plan = { priors, votesEach: 60, votesPerUnit: 4, goldShare: 0.05, seed: 3 };
  const { votes, milliseconds, at, gold, labelerNames } = simulateMixedCrowd({
    ...plan,
    labelers: [...people, ...lot],
  });
  const names = priors.map((_, answer) => `n${answer}`);
  const ups = names.map((_, answer) => [answer, ...above(answer)]);
  const none = () => new Int32Array(votes.unitCount).fill(-1);
  const campaign: CampaignVotes = {
    policy,
    votes,
    milliseconds: Int32Array.from(milliseconds),
    at: Float64Array.from(at),
    nouns: new Int32Array(votes.unitCount),
    nounCount: 1,
    gold,
    known: gold,
    labels: none(),
    above: null,
    // More answers could be given than were.
    lines: {
      answerCount: 1000,
      breadth: Int32Array.from(names, (_, answer) => (answer < 4 ? 250 : 1)),
      upStart: Int32Array.from([0, ...ups].map((_, place) => ups.slice(0, place).flat().length)),
      up: Int32Array.from(ups.flat()),
    },
    labelerNames: [...labelerNames],
    answerNames: names,
  };
  const suspected = (of: CampaignVotes) =>
    estimateCampaign(of).suspicions.flatMap((list, labeler) => (list.length > 0 ? [labeler] : []));
  const byLot = lot.map((_, i) => people.length + i);

  it('of one noun', () => expect(suspected(campaign)).toEqual(byLot));

  it('of several nouns', () => {
    const nouns = new Map(names.map((name, answer) => [name, above(answer).map((up) => `n${up}`)]));
    expect(suspected({ ...campaign, lines: null, above: nouns })).toEqual(byLot);
  });
});
