import { type Random, seededRandom } from '#lib/core/random';
import type { TrustInput } from '../trust/suspicion.ts';

/** How a made-up labeler behaves. */
export interface Behaviour {
  /** What they say of a unit of this truth. */
  answer: (truth: number, random: Random) => number;
  /** Their median time beside the crowd's; 1 unless given. */
  pace?: number;
  /** They are asked only about units of this truth. */
  only?: number;
  /** They give the answers of this labeler, of the number given, somewhat later. */
  copies?: number;
}

interface MixedPlan {
  labelers: readonly Behaviour[];
  /** How likely each answer is to be a unit's truth. */
  priors: readonly number[];
  /** Votes of each labeler. */
  votesEach: number;
  /** Votes that a unit gets at the most, copies not counted. */
  votesPerUnit: number;
  /** The share of each labeler's votes that are on gold, of which all answers that are ever true come alike often. */
  goldShare: number;
  /** Share of units of which honest people are right no more often than by this. */
  hard?: { share: number; accuracy: number };
  seed: number;
}

const PACE_MS = 2000;

/** Someone who is right of a unit of truth c with probability `right[c]`, and errs at random. */
export function honest(right: readonly number[], rest: Partial<Behaviour> = {}): Behaviour {
  return {
    answer: (truth, random) =>
      random.next() < (right[truth] as number)
        ? truth
        : (truth + 1 + random.below(right.length - 1)) % right.length,
    ...rest,
  };
}

/** An answer drawn by `shares`. */
export function draw(shares: readonly number[], random: Random): number {
  let rest = random.next();
  for (const [answer, share] of shares.entries()) {
    rest -= share;
    if (rest < 0) return answer;
  }
  return shares.length - 1;
}

/** Votes of a crowd in which everybody may behave in their own way; the same seed makes the same. */
export function simulateMixedCrowd(plan: MixedPlan): TrustInput {
  const random = seededRandom(plan.seed);
  const answerCount = plan.priors.length;
  const real = plan.priors.flatMap((prior, answer) => (prior > 0 ? [answer] : []));
  const truth: number[] = [];
  const hard: boolean[] = [];
  const taken: number[] = [];
  const gold: number[] = [];
  const votes: { unit: number; labeler: number; answer: number; at: number; milliseconds: number }[] = [];
  const make = (answer: number, isGold: boolean) => {
    truth.push(answer);
    taken.push(0);
    gold.push(isGold ? answer : -1);
    hard.push(!isGold && random.next() < (plan.hard?.share ?? 0));
    return truth.length - 1;
  };
  const goldUnits = Array.from({ length: 40 * real.length }, (_, i) =>
    make(real[i % real.length] as number, true),
  );
  // Units that may still be given, by truth: filled up as they are used.
  const open: number[][] = Array.from({ length: answerCount }, () => []);
  const next = (wanted: number, mine: Set<number>): number => {
    const list = open[wanted] as number[];
    const free = list.filter((unit) => !mine.has(unit));
    // Enough units stand open that neighbours are mixed.
    const few = free.length < Math.max(2, 90 * (plan.priors[wanted] as number));
    const unit = few ? make(wanted, false) : random.pick(free);
    if (few) list.push(unit);
    taken[unit] = (taken[unit] as number) + 1;
    if ((taken[unit] as number) >= plan.votesPerUnit) list.splice(list.indexOf(unit), 1);
    return unit;
  };
  const habits = plan.labelers.map(({ pace = 1 }) => PACE_MS * pace * Math.exp(0.35 * random.gaussian()));
  const asked = plan.labelers.map(() => new Set<number>());
  const add = (unit: number, labeler: number, answer: number, at: number) => {
    (asked[labeler] as Set<number>).add(unit);
    const milliseconds = (habits[labeler] as number) * Math.exp(0.5 * random.gaussian());
    votes.push({ unit, labeler, answer, at, milliseconds });
  };
  for (let turn = 0; turn < plan.votesEach; turn++) {
    for (const [labeler, behaviour] of plan.labelers.entries()) {
      if (behaviour.copies !== undefined) continue;
      const mine = asked[labeler] as Set<number>;
      const known =
        random.next() < plan.goldShare
          ? goldUnits.filter(
              (unit) => !mine.has(unit) && (behaviour.only === undefined || truth[unit] === behaviour.only),
            )
          : [];
      const unit =
        known.length > 0 ? random.pick(known) : next(behaviour.only ?? draw(plan.priors, random), mine);
      const right = truth[unit] as number;
      const misled = hard[unit] === true && random.next() >= (plan.hard?.accuracy as number);
      const shown = misled ? (right + 1) % answerCount : right;
      add(unit, labeler, behaviour.answer(shown, random), turn * 1000 + labeler);
    }
  }
  for (const [labeler, { copies }] of plan.labelers.entries()) {
    if (copies === undefined) continue;
    for (const vote of votes.filter((each) => each.labeler === copies)) {
      add(vote.unit, labeler, vote.answer, vote.at + 500);
    }
  }
  return {
    votes: {
      units: Int32Array.from(votes, ({ unit }) => unit),
      labelers: Int32Array.from(votes, ({ labeler }) => labeler),
      answers: Int32Array.from(votes, ({ answer }) => answer),
      unitCount: truth.length,
      labelerCount: plan.labelers.length,
      answerCount,
    },
    milliseconds: votes.map(({ milliseconds }) => milliseconds),
    at: votes.map(({ at }) => at),
    gold: Int32Array.from(gold),
    labelerNames: plan.labelers.map((_, labeler) => `labeler ${labeler}`),
  };
}
