import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { listUnits, type UnitFacts } from '#lib/labelling/server/list-units';
import { recordVotes } from '#lib/labelling/server/record-votes';
import { addSimulatedLabelers } from './demo-people.ts';
import { DATASET } from './demo-texts.ts';
import { branches } from './nouns.ts';
import { DEMO_SEED, type PlannedImage, type PlannedUnit } from './plan.ts';
import { simulatedLabelers, simulateVerifyVote } from './simulated-labelers.ts';
import { unlessThere } from './unless-there.ts';

const VERIFY = 'which-drawings-show-it';
const CLASSIFY = 'name-the-drawing';
const VOTES = 3;
/** Waiting images that the classify campaign asks about. */
const CLASSIFY_IMAGES = 500;

/** An image of the plan as it stands in the database. */
export interface PlacedImage extends PlannedImage {
  imageId: number;
  sha256: string;
}

/**
 * Opens the demo's two campaigns and has the simulated labelers answer every unit of the labelled half. The other half
 * waits for people. Safe to repeat.
 */
export async function addDemoLabels(
  organiser: Person,
  images: readonly PlacedImage[],
  plan: readonly PlannedUnit[],
): Promise<void> {
  const at = (index: number) => images[index] as PlacedImage;
  await unlessThere(
    createCampaign(organiser, {
      dataset: DATASET,
      kind: 'verify',
      slug: VERIFY,
      title: 'Which drawings show it?',
      instructions: 'Any drawing of the noun counts, however it is drawn, turned or coloured.',
      votesPerUnit: VOTES,
      targetConfidence: null,
      goldShare: 0,
      qualificationUnits: 0,
      candidates: plan.map(({ image, synset }) => ({ image: at(image).sha256, synset })),
    }),
  );
  await unlessThere(
    createCampaign(organiser, {
      dataset: DATASET,
      kind: 'classify',
      slug: CLASSIFY,
      title: 'Name the drawing',
      instructions:
        'Go as deep as you can be sure of: some dog is a good answer where you cannot tell which.',
      votesPerUnit: VOTES,
      targetConfidence: null,
      goldShare: 0,
      qualificationUnits: 0,
      images: images
        .filter(({ part }) => part === 'waiting')
        .slice(0, CLASSIFY_IMAGES)
        .map(({ sha256 }) => sha256),
      rootSynsets: Object.values(branches)
        .filter(({ parent }) => parent === undefined)
        .map(({ synset }) => synset),
    }),
  );

  const unitOf = new Map<string, number>();
  for await (const { id, imageId, synsetId } of allUnits(organiser)) unitOf.set(`${imageId} ${synsetId}`, id);
  const labelers = await addSimulatedLabelers();
  const random = seededRandom(`votes/${DEMO_SEED}`);
  const votes = plan
    .filter(({ part }) => part === 'labelled')
    .flatMap(({ image, synset, truth }) => {
      const unitId = unitOf.get(`${at(image).imageId} ${synset}`) as number;
      const chosen = random.shuffle(simulatedLabelers.map((_, index) => index)).slice(0, VOTES);
      return chosen.map((index) => {
        const labeler = simulatedLabelers[index] as (typeof simulatedLabelers)[number];
        const { answer, milliseconds } = simulateVerifyVote(labeler, truth, random);
        return { unitId, userId: labelers[index] as string, answer: answer ? 'yes' : 'no', milliseconds };
      });
    });
  await recordVotes(organiser, { campaign: VERIFY, votes });
}

async function* allUnits(organiser: Person): AsyncGenerator<UnitFacts> {
  for (let after = 0; ; ) {
    const units = await listUnits(organiser, { campaign: VERIFY, after });
    yield* units;
    const last = units.at(-1);
    if (!last) return;
    after = last.id;
  }
}
