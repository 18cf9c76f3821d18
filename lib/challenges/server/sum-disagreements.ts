import { db } from '#lib/infra/db/client';
import { decodePredictions } from '#lib/scoring/predictions/prediction-file';
import { FEWEST_MODELS, findDisagreements } from '../disagreement.ts';

/**
 * Once every model of a challenge's search is through, finds the images on which they agree against the label and keeps them in place of
 * those before. Models that failed are left out. Run again it finds the same.
 */
export async function sumDisagreements(challengeId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    // Two models may be through at the same moment: the second sums after the first.
    await tx.$queryRaw`SELECT id FROM challenges WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const rows = await tx.publicPredictions.findMany({
      where: { challengeId },
      orderBy: { submissionId: 'asc' },
      select: { state: true, predictions: true },
    });
    if (rows.some(({ state }) => state === 'queued' || state === 'running')) return;
    await tx.disagreement.deleteMany({ where: { challengeId } });
    const files = rows.flatMap(({ predictions }) => (predictions ? [decodePredictions(predictions)] : []));
    if (files.length < FEWEST_MODELS) return;

    const { versionId, classes } = await tx.challenge.findUniqueOrThrow({
      where: { id: challengeId },
      select: { versionId: true, classes: { orderBy: { position: 'asc' }, select: { synsetId: true } } },
    });
    const labelled = await tx.$queryRaw<{ id: number; sha256: string; label: string }[]>`
      SELECT i.id, i.sha256, v.synset_id AS label FROM version_images v JOIN images i ON i.id = v.image_id
      WHERE v.version_id = ${versionId}::uuid AND v.split IN ('train', 'val') AND i.takedown_id IS NULL
        AND i.sha256 = ANY (${[...(files[0]?.imageIds ?? [])]}::text[])`;
    const numbers = new Map(classes.map(({ synsetId }, number) => [synsetId, number]));
    const labels = Int32Array.from(labelled, ({ label }) => numbers.get(label) ?? -1);
    const guesses = files.map(({ imageIds, predictions: { top, guesses: each } }) => {
      const places = new Map(imageIds.map((sha256, place) => [sha256, place]));
      return Int32Array.from(labelled, ({ sha256 }) => {
        const place = places.get(sha256);
        return place === undefined ? -1 : (top[place * each] as number);
      });
    });
    await tx.disagreement.createMany({
      data: findDisagreements(labels, guesses).map(({ place, guess, models }) => ({
        challengeId,
        imageId: (labelled[place] as (typeof labelled)[number]).id,
        labelId: (labelled[place] as (typeof labelled)[number]).label,
        guessId: classes[guess]?.synsetId as string,
        models,
        of: files.length,
      })),
    });
  });
}
