import { beforeAll, expect, test, vi } from 'vitest';
import { finishTakedown } from '#lib/datasets/server/finish-takedown';
import { takeDown } from '#lib/datasets/server/take-down';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { beginScoring } from './begin-scoring.ts';
import { checkSubmission } from './check-submission.ts';
import { getSubmission } from './get-submission.ts';
import { reduceSubmission } from './reduce-submission.ts';
import { scoreShard } from './score-shard.ts';

const IMAGES = 42;
/** So many of them are labelled as another colour. */
const WRONG = 6;
vi.hoisted(() => {
  process.env.SCORER_SHARD_IMAGES = '10';
});
const never = new AbortController().signal;
let organiser: Person;
let person: Person;

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  person = await makePerson('researcher');
  const version = await makeHeldOutVersion(organiser, 'takedowns', await colourImages(IMAGES, 7));
  await openChallenge(organiser, 'takedowns', { ...version, classes: colourClasses, dailyQuota: 10 });
  await enter(person, 'takedowns', 'the colours');
});

async function begin(): Promise<string> {
  const { id } = await submit(person, 'takedowns', colourModel());
  await checkSubmission(id, never);
  await beginScoring(id, never);
  return id;
}

async function scoreRest(id: string): Promise<void> {
  const shards = await db().submissionShard.findMany({
    where: { submissionId: id, doneAt: null },
    orderBy: { number: 'asc' },
  });
  for (const { number } of shards) await scoreShard(id, number, never);
  await reduceSubmission(id);
}

const scoreOf = (id: string) => db().score.findFirstOrThrow({ where: { submissionId: id } });

test('scores are computed again without an image that was taken down, and marked; those under way go on', async () => {
  const scored = await begin();
  await scoreRest(scored);
  expect(await scoreOf(scored)).toMatchObject({ images: IMAGES, top1Error: WRONG / IMAGES, missing: 0 });

  const underWay = await begin();
  await scoreShard(underWay, 0, never);
  const wrong = await db().$queryRaw<{ sha256: string }[]>`
    SELECT i.sha256 FROM held_out_labels h JOIN images i ON i.id = h.image_id
    ORDER BY h.image_id OFFSET 6 LIMIT 1`;
  const { id } = await takeDown(organiser, {
    kind: 'image',
    what: wrong[0]?.sha256 as string,
    reason: 'asked for',
  });
  await finishTakedown(id);
  const after = { images: IMAGES - 1, top1Error: (WRONG - 1) / (IMAGES - 1), missing: 1 };
  expect(await scoreOf(scored)).toMatchObject(after);
  expect((await getSubmission(person, scored)).score).toMatchObject({ images: IMAGES - 1, missing: 1 });

  await scoreRest(underWay);
  expect(await scoreOf(underWay)).toMatchObject(after);
  const late = await begin();
  await scoreRest(late);
  expect(await scoreOf(late)).toMatchObject(after);
});
