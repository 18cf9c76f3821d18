import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { estimateCampaign } from '#lib/labelling/server/estimate-campaign';
import { listUnits, type UnitFacts } from '#lib/labelling/server/list-units';
import { recordVotes } from '#lib/labelling/server/record-votes';
import { USUAL } from '#lib/labelling/usual-settings';
import { addSimulatedLabelers } from './demo-people.ts';
import { DATASET } from './demo-texts.ts';
import { branches } from './nouns.ts';
import { DEMO_SEED, type PlannedImage, type PlannedUnit } from './plan.ts';
import { simulatedLabelers, simulateVerifyVote } from './simulated-labelers.ts';
import { unlessThere } from './unless-there.ts';

const VERIFY = 'which-drawings-show-it';
const CLASSIFY = 'name-the-drawing';
/** The simulated labelers of each unit, as many as may be needed until it is settled. */
const MOST_VOTES = 7;
/** Gold units that each simulated labeler answers. */
const GOLD_ANSWERS = 20;
/** Waiting images that the classify campaign asks about. */
const CLASSIFY_IMAGES = 500;

/** An image of the plan as it stands in the database. */
export interface PlacedImage extends PlannedImage {
  imageId: number;
  sha256: string;
}

/**
 * Opens the demo's two campaigns and has the simulated labelers answer the labelled half until it is decided. The other half
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
      ...stopping,
      goldShare: USUAL.goldShare,
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
        'Go as deep as you can be sure of: *some dog* is a good answer where you cannot tell which.',
      ...stopping,
      goldShare: 0,
      images: images
        .filter(({ part }) => part === 'waiting')
        .slice(0, CLASSIFY_IMAGES)
        .map(({ sha256 }) => sha256),
      rootSynsets: Object.values(branches)
        .filter(({ parent }) => parent === undefined)
        .map(({ synset }) => synset),
    }),
  );

  await simulateVotes(organiser, images, plan);
}

const stopping = {
  votesPerUnit: MOST_VOTES,
  targetConfidence: USUAL.targetConfidence,
  qualificationUnits: 0,
} as const;

/**
 * Has simulated labelers answer the units of the labelled half in rounds, a vote a unit, until each is settled or contested; from the second on all
 * reliabilities are estimated anew after each round. They answer some of the gold too.
 */
async function simulateVotes(
  organiser: Person,
  images: readonly PlacedImage[],
  plan: readonly PlannedUnit[],
): Promise<void> {
  const planned = new Map(
    plan.map((unit) => [`${(images[unit.image] as PlacedImage).imageId} ${unit.synset}`, unit]),
  );
  const labelers = await addSimulatedLabelers();
  const random = seededRandom(`votes/${DEMO_SEED}`);
  const vote = (labeler: number, unitId: number, truth: boolean) => {
    const simulated = simulatedLabelers[labeler] as (typeof simulatedLabelers)[number];
    const { answer, milliseconds } = simulateVerifyVote(simulated, truth, random);
    return { unitId, userId: labelers[labeler] as string, answer: answer ? 'yes' : 'no', milliseconds };
  };
  const everybody = simulatedLabelers.map((_, index) => index);
  const rounds: ReturnType<typeof vote>[][] = Array.from({ length: MOST_VOTES }, () => []);
  const gold: number[] = [];
  let campaignId = '';
  for await (const unit of allUnits(organiser)) {
    campaignId = unit.campaignId;
    const question = planned.get(`${unit.imageId} ${unit.synsetId}`);
    if (question === undefined) gold.push(unit.id);
    if (question?.part !== 'labelled') continue;
    const asked = random.shuffle([...everybody]).slice(0, MOST_VOTES);
    for (const [round, labeler] of asked.entries()) {
      rounds[round]?.push(vote(labeler, unit.id, question.truth));
    }
  }
  // The gold of a new campaign are wrong candidates.
  const onGold = everybody.flatMap((labeler) =>
    random
      .shuffle([...gold])
      .slice(0, GOLD_ANSWERS)
      .map((unitId) => vote(labeler, unitId, false)),
  );
  await recordVotes(organiser, { campaign: VERIFY, votes: onGold });
  for (const [round, votes] of rounds.entries()) {
    // What is settled by then takes no vote more.
    const { kept } = await recordVotes(organiser, { campaign: VERIFY, votes });
    // From one vote a unit nothing is learnt of anybody.
    if (round > 0 && kept > 0) await estimateCampaign({ campaignId });
  }
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
