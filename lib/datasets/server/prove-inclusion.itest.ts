import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { madeSha256, makeVersion } from '#lib/testing/public-version';
import { checkInclusion } from '../inclusion-proof.ts';
import { addMissingRoots } from './add-missing-roots.ts';
import { proveInclusion } from './prove-inclusion.ts';

const organiser = await makePerson('organiser');

test('every image of a version of old is proven once its root is made, whatever its stretch', async () => {
  const slug = `proofs-${randomUUID()}`;
  const images = Array.from({ length: 2500 }, (_, at) => ({
    name: `${slug} ${at}`,
    synsetId: 'n02084071',
    split: at % 5 === 0 ? ('test' as const) : ('train' as const),
  }));
  const id = await makeVersion(organiser, slug, images);
  const names = images.map(({ name }) => madeSha256(name)).sort();
  await expect(proveInclusion(slug, 1, names[0] as string)).rejects.toMatchObject({ code: 'no-root-yet' });
  await Promise.all([addMissingRoots(), addMissingRoots()]);
  const { merkleRoot: root } = await db().datasetVersion.findUniqueOrThrow({ where: { id } });
  for (const index of [0, 1, 1023, 1024, 2047, 2048, 2499]) {
    const sha256 = names[index] as string;
    const proof = await proveInclusion(slug, 1, sha256);
    expect(proof).toMatchObject({ dataset: slug, version: 1, sha256, index, images: 2500, root });
    checkInclusion(proof, { sha256, root: root as string });
  }
  for (const stranger of ['0'.repeat(64), 'f'.repeat(64), madeSha256('another')]) {
    await expect(proveInclusion(slug, 1, stranger)).rejects.toMatchObject({ code: 'not-in-version' });
  }
  await expect(proveInclusion(slug, 2, names[0] as string)).rejects.toMatchObject({
    code: 'no-such-version',
  });
});
