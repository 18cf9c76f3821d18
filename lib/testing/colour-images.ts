import sharp from 'sharp';
import { echoNetwork } from '#lib/scoring/testing/image-networks';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';

/** Three nouns that stand for red, green and blue. */
export const colourClasses = ['n02084071', 'n02121620', 'n02374451'] as const;

/**
 * Small images, all different, each mostly red, green or blue and labelled so; every `wrongEach`th is labelled as the
 * next colour instead, so that the error of a model that sees colours is known.
 */
export async function colourImages(count: number, wrongEach = Number.POSITIVE_INFINITY) {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const colour = i % 3;
      const shade = 4 * Math.floor(i / 3);
      const [r, g, b] = [0, 1, 2].map((channel) => (channel === colour ? 255 - (shade % 100) : shade % 100));
      const background = { r: r as number, g: g as number, b: b as number };
      const bytes = await sharp({
        create: { width: 4 + Math.floor(i / 75), height: 4, channels: 3, background },
      })
        .png()
        .toBuffer();
      const label = (i + 1) % wrongEach === 0 ? (colour + 1) % 3 : colour;
      return { bytes, synsetId: colourClasses[label] as string };
    }),
  );
}

/** A model that answers with an image's mean red, green and blue: it is right about every colour. */
export function colourModel(): Uint8Array {
  return buildOnnx(echoNetwork({ height: 1, width: 1 }));
}
