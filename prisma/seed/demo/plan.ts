import { seededRandom } from '#lib/core/random';
import { type FamilyId, familyIds } from './families.ts';
import { type BranchName, branches, type Noun, nouns } from './nouns.ts';

/** Seed of the demo as it ships. */
export const DEMO_SEED = 2026;
/** Pictures of each drawing: 80 nouns by 5 families by 10 are 4,000 pictures. */
export const DEMO_VARIATIONS = 10;
/** Share of the pictures that are also offered as candidates of a wrong noun. */
export const WRONG_CANDIDATES = 0.2;
/** The family whose drawings no model is trained on: all its labelled pictures belong to test. */
export const HELD_OUT_FAMILY: FamilyId = 'emojione';

/** One picture of the demo. */
export interface PlannedImage {
  /** Place in the plan, from 0. */
  index: number;
  synset: string;
  family: FamilyId;
  /** Name of the drawing in the family; never to be shown, it gives the label away. */
  drawing: string;
  variation: number;
  /** Whether simulated labelers have answered it or it waits for people. */
  part: 'labelled' | 'waiting';
  /** From the held-out family: may only be in test. */
  heldOut: boolean;
}

/** One question of the demo's `verify` campaign: does the image show the synset? */
export interface PlannedUnit {
  /** `index` of the image. */
  image: number;
  synset: string;
  /** The right answer, for simulated labelers and tests. */
  truth: boolean;
  part: PlannedImage['part'];
}

/**
 * All pictures of the demo in a seeded order. Half of the variations of every drawing are labelled and half wait, so both
 * halves are balanced by synset and family; with an odd number of variations the odd one alternates from drawing to drawing.
 */
export function planImages(seed = DEMO_SEED, variations = DEMO_VARIATIONS): PlannedImage[] {
  const random = seededRandom(`plan/${seed}`);
  const images: Omit<PlannedImage, 'index'>[] = [];
  nouns.forEach((noun, n) => {
    familyIds.forEach((family, f) => {
      const labelled = Math.floor((variations + ((n + f) % 2)) / 2);
      const order = random.shuffle(Array.from({ length: variations }, (_, i) => i));
      order.forEach((variation, place) => {
        images.push({
          synset: noun.synset,
          family,
          drawing: noun.drawing,
          variation,
          part: place < labelled ? 'labelled' : 'waiting',
          heldOut: family === HELD_OUT_FAMILY,
        });
      });
    });
  });
  return random.shuffle(images).map((image, index) => ({ index, ...image }));
}

/**
 * The units of the `verify` campaign: every image as a candidate of its own noun, and a seeded fifth of them also as a
 * wrong candidate of a near noun. Wrong candidates stand somewhere after, in the order of the whole.
 */
export function planVerifyUnits(images: readonly PlannedImage[], seed = DEMO_SEED): PlannedUnit[] {
  const random = seededRandom(`units/${seed}`);
  const units: PlannedUnit[] = [];
  for (const { index, synset, part } of images) {
    units.push({ image: index, synset, truth: true, part });
    if (random.next() < WRONG_CANDIDATES) {
      units.push({ image: index, synset: random.pick(nearNouns(synset)).synset, truth: false, part });
    }
  }
  return random.shuffle(units);
}

/**
 * The nouns that are most easily taken for `synset`: those of the narrowest branch above it that holds another noun.
 * Throws RangeError for a synset that is not a noun of the demo.
 */
export function nearNouns(synset: string): readonly Noun[] {
  const noun = nouns.find((candidate) => candidate.synset === synset);
  if (!noun) throw new RangeError(`${synset} is not a noun of the demo`);
  for (let name: BranchName | undefined = noun.branch; name; name = branches[name].parent) {
    const branch = name;
    const near = nouns.filter((other) => other !== noun && isWithin(other.branch, branch));
    if (near.length > 0) return near;
  }
  return nouns.filter((other) => other !== noun);
}

function isWithin(branch: BranchName, outer: BranchName): boolean {
  for (let name: BranchName | undefined = branch; name; name = branches[name].parent) {
    if (name === outer) return true;
  }
  return false;
}
