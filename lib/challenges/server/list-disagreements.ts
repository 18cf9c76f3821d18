import { toPage } from '#lib/core/cursor';
import { thumbUrl } from '#lib/images/image-url';
import { db } from '#lib/infra/db/client';
import type { DisagreementList, DisagreementSearch } from '../disagreement.ts';
import { workStates } from '../work-state.ts';
import { findChallenge } from './find-challenge.ts';

/**
 * The images of train and val on which the best entries agree against the label, those first on which most of them do, in pages; and
 * how far the search is. Their labels are public. For everybody. Throws AppError `no-such-challenge`.
 */
export async function listDisagreements(
  slug: string,
  { cursor, limit }: DisagreementList,
): Promise<DisagreementSearch> {
  const { id: challengeId } = await findChallenge(slug);
  const [models, found, rows] = await Promise.all([
    db().publicPredictions.findMany({
      where: { challengeId },
      omit: { predictions: true },
      orderBy: { submissionId: 'asc' },
      include: { submission: { select: { name: true, entry: { select: { name: true } } } } },
    }),
    db().disagreement.count({ where: { challengeId, image: { takedownId: null } } }),
    db().disagreement.findMany({
      where: {
        challengeId,
        image: { takedownId: null },
        ...(cursor && {
          OR: [{ models: { lt: cursor[0] } }, { models: cursor[0], imageId: { gt: cursor[1] } }],
        }),
      },
      orderBy: [{ models: 'desc' }, { imageId: 'asc' }],
      take: limit + 1,
      include: { image: { select: { sha256: true, width: true, height: true } } },
    }),
  ]);
  const synsets = await db().synset.findMany({
    where: { id: { in: rows.flatMap(({ labelId, guessId }) => [labelId, guessId]) } },
    select: { id: true, words: true },
  });
  const words = new Map(synsets.map(({ id, words }) => [id, words[0] ?? id]));
  const nameOf = (id: string) => ({ id, word: words.get(id) ?? id });
  const page = toPage(
    rows,
    limit,
    (row) => [row.models, row.imageId],
    ({ image, labelId, guessId, models: agreed, of }) => ({
      ...image,
      thumbUrl: thumbUrl(image.sha256),
      label: nameOf(labelId),
      guess: nameOf(guessId),
      models: agreed,
      of,
    }),
  );
  return {
    models: models.map(
      ({ submissionId, submission, state, imagesDone, imagesTotal, secondsLeft, problem }) => ({
        submissionId,
        entry: submission.entry.name,
        submission: submission.name,
        state: workStates[state],
        imagesDone,
        imagesTotal,
        secondsLeft,
        problem,
      }),
    ),
    found,
    ...page,
  };
}
