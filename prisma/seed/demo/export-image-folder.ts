/**
 * Writes the labelled pictures of the demo's plan as class folders for training, without a server:
 * `npx tsx prisma/seed/demo/export-image-folder.ts --out DIR` makes DIR/{train,val,test}/SYNSET/NUMBER.EXT and
 * DIR/held-out/ with the test pictures of the held-out family alone.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mapLimited } from '#lib/core/map-limited';
import { DEMO_SEED, type PlannedImage, planImages, planSplit } from './plan.ts';
import { createPictureRenderer } from './render.ts';

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (!values.out) throw new Error('--out DIR is missing: where should the class folders go?');
  const out = values.out;
  const started = performance.now();
  const wanted = planImages().filter((image) => planSplit(image) !== undefined);
  const folderOf = (image: PlannedImage) =>
    join(out, image.heldOut ? 'held-out' : (planSplit(image) ?? ''), image.synset);
  for (const folder of new Set(wanted.map(folderOf))) await mkdir(folder, { recursive: true });
  const renderer = createPictureRenderer();
  await mapLimited(wanted, availableParallelism() + 1, async (image) => {
    const { family, drawing, variation } = image;
    const { bytes, mime } = await renderer.render({ family, drawing, variation, seed: DEMO_SEED });
    const file = `${String(image.index).padStart(5, '0')}.${extensions[mime]}`;
    await writeFile(join(folderOf(image), file), bytes);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${wanted.length} pictures in ${seconds} s\n`);
}

await main();
