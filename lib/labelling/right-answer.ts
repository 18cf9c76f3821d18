import type { IsBelow } from '#lib/hierarchy/is-below';
import { partsOf } from './answer-of-nouns.ts';
import { nounsOf } from './answers.ts';

/** Whether two answers name the same things at whatever depth. */
function sameNouns(isBelow: IsBelow) {
  return (one: string, other: string) => {
    const onLine = (a: string, b: string) => isBelow(a, b) || isBelow(b, a);
    const covered = (these: string[], those: string[]) => these.every((a) => those.some((b) => onLine(a, b)));
    const [a, b] = [partsOf(one), partsOf(other)];
    return covered(a, b) && covered(b, a);
  };
}

/**
 * The rule by which an answer is right, wherever votes are held against gold or the consensus: each of its nouns is a noun of
 * the truth or lies above or below one, and the other way round. "Some dog" of a beagle is right, and so is a beagle where the
 * truth says dog, since nothing known speaks against it. Given `roots`, as the qualification does, one of them for a truth
 * below it is wrong: it would be right of every picture.
 */
export function rightAnswer(
  isBelow: IsBelow,
  roots: readonly string[] = [],
): (answer: string, truth: string) => boolean {
  const isSame = sameNouns(isBelow);
  const saysNothing = (answer: string) => nounsOf(answer).some((noun) => roots.includes(noun));
  return (answer, truth) => answer === truth || (!saysNothing(answer) && isSame(answer, truth));
}
