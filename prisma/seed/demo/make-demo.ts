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
  report('freezing version 1');
  await freezeFirstVersion(organiser);
  report('challenge and baselines');
  await addDemoChallenge(organiser, 1);
  await writeSetting(SETTING, { seed: DEMO_SEED, images: images.length });
  report(`${images.length.toLocaleString('en')} pictures, half of them labelled`);
  return demoSignIns();
}

async function addPictures(organiser: Person, report: (note: string) => void): Promise<PlacedImage[]> {
  const plan = planImages();
  const placed = await addDemoImages(plan, (done) => report(`${done} of ${plan.length} pictures`));
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

async function freezeFirstVersion(organiser: Person): Promise<void> {
  const pending = await getVersion(organiser, { slug: DATASET, number: 1 }).catch(() => undefined);
  if (pending?.state === 'done') return;
  // The seed is known, so that the baselines that ship with the project were trained on this very train split.
  const { id } =
    pending ??
    (await requestFreeze(organiser, {
      slug: DATASET,
      options: {
        seed: `demo-${DEMO_SEED}`,
        valShare: 0.1,
        testShare: 0.2,
        heldOutSources: [HELD_OUT_FAMILY],
      },
    }));
  await freezeVersion(id);
}
