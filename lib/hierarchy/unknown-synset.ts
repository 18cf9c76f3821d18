import { AppError } from '#lib/core/errors';

/** That there is no noun of this id. */
export function unknownSynset(id: string): AppError {
  return new AppError(
    'not-found',
    'unknown-synset',
    `There is no noun ${id}: give the id of a WordNet 3.0 noun, such as n02084071.`,
  );
}
