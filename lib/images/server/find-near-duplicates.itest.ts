import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { db } from '#lib/infra/db/client';
import { makeDataset } from '#lib/testing/images';
import { makeSource } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { addImages } from './add-images.ts';
import { findNearDuplicates } from './find-near-duplicates.ts';
import { hashMissingImages } from './hash-missing-images.ts';

const photos = path.resolve('../shared/data/photos');
const organiser = await makePerson('organiser');
const sourceId = await makeSource(`twins-${randomUUID()}`);
const add = async (files: readonly Uint8Array[]) => {
  const outcomes = await addImages(files.map((bytes, at) => ({ bytes, sourceId, sourceRef: `${at}` })));
  return outcomes.map((outcome) => {
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.image.id;
  });
};
const pairsOf = (ids: readonly number[]) =>
  db().nearDuplicate.findMany({
    where: { firstId: { in: [...ids] }, secondId: { in: [...ids] } },
    orderBy: [{ firstId: 'asc' }, { secondId: 'asc' }],
  });

/** Images with these hashes and nothing else. */
async function withHashes(hashes: readonly (bigint | null)[]): Promise<number[]> {
  const { images } = await makeDataset(organiser, hashes.length);
  await db().imageHash.createMany({
    data: images.map(({ id }, at) => ({ imageId: id, hash: hashes[at] as bigint | null })),
  });
  return images.map(({ id }) => id);
}

describe('near duplicates', () => {
  test('within three bits are all found, wherever the bits are; those at five are none', async () => {
    const random = seededRandom('bits');
    const origin = 0x0123_4567_89ab_cdefn;
    const flipped = (count: number) => {
      const places = random.shuffle(Array.from({ length: 64 }, (_, at) => at)).slice(0, count);
      return BigInt.asIntN(
        64,
        places.reduce((hash, place) => hash ^ (1n << BigInt(place)), origin),
      );
    };
    const near = Array.from({ length: 120 }, (_, at) => flipped(at % 4));
    const far = Array.from({ length: 60 }, () => flipped(5));
    const [first, ...others] = await withHashes([origin, ...near, ...far]);
    await findNearDuplicates();
    const pairs = await db().nearDuplicate.findMany({ where: { firstId: first } });
    const seen = new Map(pairs.map(({ secondId, distance }) => [secondId, distance]));
    const hashes = new Map<bigint, number>();
    for (const [at, id] of others.entries()) {
      const hash = near[at];
      if (hash === undefined) expect(seen.has(id)).toBe(false);
      else if (!hashes.has(hash)) hashes.set(hash, id);
    }
    for (const [hash, id] of hashes) {
      const bits = BigInt.asUintN(64, hash ^ origin)
        .toString(2)
        .replaceAll('0', '').length;
      expect(seen.get(id)).toBe(bits);
    }
  });

  test('a thousand that look exactly alike make a thousand pairs that hang together, plain ones none', async () => {
    const ids = await withHashes([...Array(1000).fill(-77n), ...Array(500).fill(null)]);
    await Promise.all([findNearDuplicates(), findNearDuplicates()]);
    const pairs = await pairsOf(ids);
    expect(pairs.length).toBeLessThan(1100);
    const reached = new Set(ids.slice(0, 1));
    for (let grown = 0; grown !== reached.size; ) {
      grown = reached.size;
      for (const { firstId, secondId } of pairs) {
        if (reached.has(firstId)) reached.add(secondId);
        else if (reached.has(secondId)) reached.add(firstId);
      }
    }
    expect(reached.size).toBe(1000);
  });

  test('an image without a hash gets one, one whose bytes are lost gets none', async () => {
    const random = seededRandom('noise');
    const pixels = Buffer.from(Array.from({ length: 64 * 48 * 3 }, () => random.below(256)));
    const bytes = await sharp(pixels, { raw: { width: 64, height: 48, channels: 3 } })
      .png()
      .toBuffer();
    const [id] = (await add([bytes])) as [number];
    const { hash } = await db().imageHash.delete({ where: { imageId: id } });
    const lost = (await makeDataset(organiser, 1)).images[0]?.id as number;
    await hashMissingImages();
    expect(await db().imageHash.findUnique({ where: { imageId: id } })).toMatchObject({
      hash,
      compared: false,
    });
    expect(await db().imageHash.findUnique({ where: { imageId: lost } })).toMatchObject({ hash: null });
    expect(await hashMissingImages()).toBe(0);
  });
});

describe.skipIf(!existsSync(photos))('of photographs', () => {
  test('copies of other sizes, formats and tones are found, and no two different ones', async () => {
    const names = (await readdir(photos)).filter((name) => /\.jpe?g$/i.test(name)).slice(0, 40);
    const files = await Promise.all(names.map((name) => readFile(path.join(photos, name))));
    const copies = await Promise.all(
      files.map(async (bytes, at) => {
        const { width } = await sharp(bytes).metadata();
        const picture = sharp(bytes);
        if (at % 4 === 0)
          return picture
            .resize(Math.round(width / 2))
            .jpeg()
            .toBuffer();
        if (at % 4 === 1) return picture.jpeg({ quality: 40 }).toBuffer();
        if (at % 4 === 2) return picture.webp({ quality: 50 }).toBuffer();
        return picture.greyscale().png().toBuffer();
      }),
    );
    const ids = await add([...files, ...copies]);
    await findNearDuplicates();
    const pairs = await pairsOf(ids);
    const place = new Map(ids.map((id, at) => [id, at]));
    const places = pairs.map(({ firstId, secondId }) => [place.get(firstId), place.get(secondId)]);
    expect(places).toEqual(files.map((_, at) => [at, at + files.length]));
  });
});
