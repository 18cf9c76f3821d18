import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import { compareBits } from '#lib/scoring/metrics/image-bits';
import { exactMcNemar } from '#lib/scoring/metrics/mcnemar';
import type { MetricName } from '../metric.ts';
import { type ClassError, detailScore } from '../score.ts';
import { shownScores, withheldPhases } from '../score-shown.ts';
import { findChallenge } from './find-challenge.ts';
import { readRightImages } from './group-ranks.ts';

/** A noun and the errors that two submissions make of its images, rounded as on their pages. */
export interface ComparedClass {
  synsetId: string;
  word: string;
  first: number;
  second: number;
}

/** Two submissions beside each other, on the images that are shown at the moment. */
export interface EntryComparison {
  images: number;
  classes: ComparedClass[];
  /** Images that one of them alone has right by its best guess, and McNemar's exact test of it; null where that is not kept. */
  test: { onlyFirst: number; onlySecond: number; pValue: number } | null;
}

/**
 * Compares two scored submissions of a challenge class by class. For everybody. Null where the Ladder holds such figures back.
 * Throws AppError `no-such-challenge`, and `not-on-the-leaderboard` where one of them is not.
 */
export async function compareEntries(
  slug: string,
  pair: readonly [first: string, second: string],
): Promise<EntryComparison | null> {
  const challenge = await findChallenge(slug);
  const now = new Date();
  const { part, ladder } = shownScores(challenge, now);
  if (ladder) return null;
  const metric: MetricName = 'top1Error';
  const [scores, right] = await Promise.all([
    db().score.findMany({
      where: {
        split: 'test',
        part,
        submission: {
          id: { in: [...pair] },
          state: 'scored',
          entry: { challengeId: challenge.id },
          OR: [{ phasePosition: null }, { phasePosition: { notIn: withheldPhases(challenge, now) } }],
        },
      },
    }),
    readRightImages(pair, part, metric),
  ]);
  const details = pair.map((id) => {
    const score = scores.find(({ submissionId }) => submissionId === id);
    if (score) return detailScore(score);
    throw new AppError(
      'not-found',
      'not-on-the-leaderboard',
      `There is no scored submission ${id} in ${slug}. Choose two of its leaderboard.`,
    );
  });
  const [first, second] = details as [(typeof details)[0], (typeof details)[0]];
  const bits = pair.map((id) => right.get(id));
  const counted = bits[0] && bits[1] ? compareBits(bits[0], bits[1]) : null;
  return {
    images: first.images,
    classes: await pairClasses(first.perClass, second.perClass),
    test: counted && {
      onlyFirst: counted.onlyFirst,
      onlySecond: counted.onlySecond,
      pValue: exactMcNemar(counted.onlyFirst, counted.onlySecond),
    },
  };
}

async function pairClasses(
  first: readonly ClassError[],
  second: readonly ClassError[],
): Promise<ComparedClass[]> {
  const others = new Map(second.map((each) => [each.synsetId, each.top1Error]));
  const both = first.flatMap(({ synsetId, top1Error }) => {
    const other = others.get(synsetId) ?? null;
    return top1Error === null || other === null ? [] : [{ synsetId, first: top1Error, second: other }];
  });
  const synsets = await db().synset.findMany({
    where: { id: { in: both.map(({ synsetId }) => synsetId) } },
    select: { id: true, words: true },
  });
  const words = new Map(synsets.map(({ id, words: [word] }) => [id, word]));
  return both.map((each) => ({ ...each, word: words.get(each.synsetId) ?? each.synsetId }));
}
