import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';
import type { SynsetName } from '#lib/hierarchy/synset-views';
import type { WorkState } from './work-state.ts';

/** The best entries of a challenge that are asked at most, and at least for there to be anything to agree on. */
export const MOST_MODELS = 5;
export const FEWEST_MODELS = 2;
/** Images of train and val that each is run over at most: those of val, then of train in the version's seeded order. */
export const MOST_IMAGES = 50_000;
/** The share of the models that must say the same. */
const AGREED = 2 / 3;

/** A place on which enough models say the same that is not the label. */
export interface Disagreement {
  place: number;
  /** The class that they say. */
  guess: number;
  /** How many say so. */
  models: number;
}

/**
 * Finds the images on which models agree against the label: at least two thirds of them, and at least two, have the same best
 * guess, and it is not the label. Class numbers; -1 is a label that is no class and a guess that is none, and both count for nothing.
 */
export function findDisagreements(labels: Int32Array, guesses: readonly Int32Array[]): Disagreement[] {
  const needed = Math.max(FEWEST_MODELS, Math.ceil(AGREED * guesses.length - 1e-9));
  const found: Disagreement[] = [];
  for (const [place, label] of labels.entries()) {
    if (label < 0) continue;
    const votes = new Map<number, number>();
    for (const model of guesses) {
      const guess = model[place] as number;
      if (guess >= 0) votes.set(guess, (votes.get(guess) ?? 0) + 1);
    }
    for (const [guess, models] of votes)
      if (guess !== label && models >= needed) found.push({ place, guess, models });
  }
  return found;
}

/** Which page of the images that were found. */
export const disagreementListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.number().int(), z.number().int()])).optional(),
  limit: pageLimit(48),
});
export type DisagreementList = z.infer<typeof disagreementListSchema>;

/** An image on which models agree against its label. */
export interface DisagreementView {
  sha256: string;
  thumbUrl: string;
  width: number;
  height: number;
  label: SynsetName;
  guess: SynsetName;
  models: number;
  of: number;
}

/** The search for labels that may be wrong, as it stands. */
export interface DisagreementSearch {
  /** Each model that is asked; none before the search was begun. */
  models: {
    submissionId: string;
    entry: string;
    submission: string;
    state: WorkState;
    imagesDone: number;
    imagesTotal: number;
    secondsLeft: number | null;
    problem: string | null;
  }[];
  /** How many images were found, once all models are through. */
  found: number;
  items: DisagreementView[];
  nextCursor: string | null;
}
