import { AppError } from '#lib/core/errors';
import { addImagesToDataset } from '#lib/datasets/server/add-images-to-dataset';
import { createDataset } from '#lib/datasets/server/create-dataset';
import { freezeVersion } from '#lib/datasets/server/freeze-version';
import { getVersion } from '#lib/datasets/server/get-version';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import type { Person } from '#lib/identity/person';
import { readSetting, writeSetting } from '#lib/infra/db/settings';
import { addDemoChallenge } from './demo-challenge.ts';
import { addDemoImages } from './demo-images.ts';
import { addDemoLabels, type PlacedImage } from './demo-labels.ts';
import { addDemoPeople, demoSignIns } from './demo-people.ts';
import { DATASET, datasetText } from './demo-texts.ts';
import { DEMO_SEED, HELD_OUT_FAMILY, planImages, planVerifyUnits } from './plan.ts';
import { unlessThere } from './unless-there.ts';

const SETTING = 'demo';

/**
 * Makes the demo on the first start: people, pictures, campaigns with simulated votes, a frozen version, a challenge with
 * baselines waiting to be scored. Gives the demo's sign-ins, a line each. One that was killed is gone through again, and
 * what is there stays.
 */
export async function makeDemo(report: (note: string) => void): Promise<string[]> {
  if (await readSetting(SETTING)) {
    report('there already');
    return demoSignIns();
  }
  const organiser = await addDemoPeople();
  const images = await addPictures(organiser, report);
  report('labels by simulated labelers');
  await addDemoLabels(organiser, images, planVerifyUnits(images));
  report('freezing a version');
  const version = await freezeLabels(organiser);
  report('challenge and baselines');
  await addDemoChallenge(organiser, version);
  await writeSetting(SETTING, { seed: DEMO_SEED, images: images.length });
  report(`${images.length.toLocaleString('en')} images, half of them labelled`);
  return demoSignIns();
}

async function addPictures(organiser: Person, report: (note: string) => void): Promise<PlacedImage[]> {
  const plan = planImages();
  const placed = await addDemoImages(plan, (done) => report(`${done} of ${plan.length} images`));
  await unlessThere(
    createDataset(organiser, { slug: DATASET, title: 'Drawings of nouns', description: datasetText }),
  );
  const images = plan.map((image, index) => ({ ...image, ...(placed[index] as (typeof placed)[number]) }));
  await addImagesToDataset(organiser, {
    slug: DATASET,
    images: images.map(({ imageId, synset }) => ({ imageId, candidates: [synset] })),
  });
  return images;
}

/** Freezes what is labelled and gives the version's number: the first, or the next where one could not be frozen. */
async function freezeLabels(organiser: Person): Promise<number> {
  for (let number = 1; ; number++) {
    const known = await findVersion(organiser, number);
    if (known?.state === 'done') return number;
    if (known?.state === 'failed' || known?.state === 'cancelled') continue;
    const { id } = known ?? (await requestFreeze(organiser, { slug: DATASET, options: freezeOptions }));
    await freezeVersion(id);
    const frozen = await findVersion(organiser, number);
    if (frozen?.state === 'done') return number;
    throw new Error(`The demo's dataset could not be frozen: ${frozen?.error}`);
  }
}

// The seed is known, so that the baselines that ship with the project were trained on this very train split.
const freezeOptions = {
  seed: `demo-${DEMO_SEED}`,
  valShare: 0.1,
  testShare: 0.2,
  heldOutSources: [HELD_OUT_FAMILY],
};

async function findVersion(organiser: Person, number: number) {
  try {
    return await getVersion(organiser, { slug: DATASET, number });
  } catch (error) {
    if (error instanceof AppError && error.code === 'no-such-version') return undefined;
    throw error;
  }
}
