import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heapInUse } from '#lib/images/testing/heap-in-use';
import { db } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { numberedImage } from '#lib/testing/uploads';
import { importFieldsSchema } from '../import.ts';
import { createDataset } from './create-dataset.ts';
import { importOnMachine } from './import-on-machine.ts';

const IMAGES = 5_000;
const MB = 1024 * 1024;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-bounds-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A PNG with so many bytes of text behind its header. */
function withText(png: Buffer, bytes: number): Buffer {
  const data = Buffer.concat([Buffer.from('tEXtComment\0'), Buffer.alloc(bytes, 'a diary, ')]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([png.subarray(0, 33), length, data, sum, png.subarray(33)]);
}

test('thousands of images of one archive take no more memory than hundreds', async () => {
  const archive = path.join(folder, 'many.tar');
  const packing = pack();
  const writing = pipeline(packing, createWriteStream(archive));
  for (let number = 0; number < IMAGES; number++) {
    const bytes = withText(await numberedImage(number), 30_000);
    await new Promise((done) => packing.entry({ name: `dog/${number}.png` }, bytes, done));
  }
  packing.finalize();
  await writing;

  const organiser = await makePerson('organiser');
  await createDataset(organiser, { slug: 'many', title: 'Many', description: '' });
  const options = importFieldsSchema.parse({ title: 'Many', author: 'Ada', license: 'CC0-1.0' });
  const seen: { done: number; heap: number; resident: number }[] = [];
  const look = ({ done }: { done: number }) =>
    seen.push({ done, heap: heapInUse() / MB, resident: process.memoryUsage().rss / MB });
  const what = { slug: 'many', path: archive, name: 'many.tar', options };
  const end = await importOnMachine(what, new AbortController().signal, look);
  expect(end).toMatchObject({ done: IMAGES, added: IMAGES, refused: 0 });

  const most = (part: typeof seen, of: 'heap' | 'resident') => Math.max(...part.map((at) => at[of]));
  const early = seen.filter(({ done }) => done <= IMAGES / 4);
  const late = seen.filter(({ done }) => done > IMAGES / 4);
  expect(Math.min(early.length, late.length)).toBeGreaterThan(0);
  expect(most(late, 'heap') - most(early, 'heap')).toBeLessThan(16);
  expect(most(late, 'resident') - most(early, 'resident')).toBeLessThan(64);
}, 180_000);

test('whatever is broken in them, files are taken or refused by their names', async () => {
  const noise = Buffer.from(Array.from({ length: 60 * 40 * 3 }, (_, index) => (index * 7919) % 251));
  const picture = () => sharp(noise, { raw: { width: 60, height: 40, channels: 3 } });
  const types = { jpg: picture().jpeg(), png: picture().png(), webp: picture().webp(), gif: picture().gif() };
  const whole = await Promise.all(
    Object.entries(types).map(async ([type, image]) => [type, await image.toBuffer()] as const),
  );
  const changed = fc
    .record({
      file: fc.constantFrom(...whole),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
      cut: fc.option(fc.nat()),
    })
    .map(({ file: [type, original], changes, cut }) => {
      const bytes = Buffer.from(original);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return [type, cut === null ? bytes : bytes.subarray(0, cut % bytes.length)] as const;
    });
  const files = fc.sample(changed, { numRuns: 300, seed: 5 });
  const broken = path.join(folder, 'broken');
  await mkdir(broken);
  const names = files.map(([type], index) => `${index}.${type}`);
  await Promise.all(
    files.map(([, bytes], index) => writeFile(path.join(broken, names[index] as string), bytes)),
  );

  const organiser = await makePerson('organiser');
  await createDataset(organiser, { slug: 'broken', title: 'Broken', description: '' });
  const options = importFieldsSchema.parse({ title: 'Broken', author: 'Ada', license: 'CC0-1.0' });
  const what = { slug: 'broken', path: broken, name: 'broken', options };
  const end = await importOnMachine(what, new AbortController().signal, () => {});
  const refusals = await db().importRefusal.findMany({ where: { import: { dataset: { slug: 'broken' } } } });
  expect(end.added + end.duplicates + refusals.length).toBe(files.length);
  expect(end.added).toBeGreaterThan(0);
  const refused = refusals.map((each) => each.path);
  expect(new Set(refused).size).toBe(refused.length);
  expect(names).toEqual(expect.arrayContaining(refused));
  for (const { code, reason } of refusals) {
    expect(code).toMatch(/^(file-empty|not-an-image|image-(broken|moves|too-many-pixels))$/);
    expect(reason).toMatch(/: .+\.( .+\.)?$/);
  }
});
