import { writeFile } from 'node:fs/promises';
import { AppError } from '#lib/core/errors';
import { encodePng } from '#lib/scoring/pixels/encode-png';
import type { PixelImage } from '#lib/scoring/pixels/pixel-image';
import { type PixelPlan, preprocessImage } from '#lib/scoring/pixels/preprocess-image';
import { ANY_INPUT, resolvePreprocess } from '#lib/scoring/preprocess/resolve-preprocess';
import { checkWritable, readGivenFile } from '../offline/files.ts';
import { givenPreprocess } from '../offline/given-preprocess.ts';
import { printReport } from '../output.ts';

async function pixelsOf(file: string, plan: PixelPlan): Promise<PixelImage> {
  const bytes = await readGivenFile(file, 'the image');
  try {
    return await preprocessImage(bytes, plan);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.kind, error.code, `${file}: ${error.message}`, { cause: error });
  }
}

/** `imagenest preprocess`: writes the pixels that a model would see of an image as a PNG. */
export async function preprocess(
  file: string,
  options: { preprocess: string; out: string; json?: boolean },
): Promise<void> {
  const { out } = options;
  if (!/\.png$/i.test(out)) {
    throw new AppError(
      'invalid',
      'cannot-write',
      `--out is ${out}, but a PNG is written. Name a file that ends in .png.`,
    );
  }
  await checkWritable(out);
  const resolved = resolvePreprocess(await givenPreprocess(options.preprocess), ANY_INPUT);
  const pixels = await pixelsOf(file, resolved);
  await writeFile(out, await encodePng(pixels));
  const { width, height, channels } = pixels;
  printReport(
    { out, width, height, channels, preprocess: resolved },
    [`${out}: ${width} x ${height}, ${channels === 1 ? 'grey' : 'colour'}`],
    options,
  );
}
