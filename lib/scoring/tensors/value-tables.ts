import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { float16Bits } from './float16.ts';

/**
 * What each of the 256 levels of each channel becomes in the model's input, so that rescaling, normalising and the
 * element type are one table look-up a value.
 *
 * Arithmetic is that of Hugging Face's processors and of torchvision: level times factor in double precision rounded to
 * float32, then each step in float32. Gives the tables of the channels in the model's order (BGR: blue first), 256
 * elements each, as little-endian bytes of the input's type.
 */
export function valueTables(preprocess: ResolvedPreprocess): Uint8Array {
  const { channels, dtype, rescale, normalize } = preprocess;
  const order = channels === 'L' ? [0] : channels === 'BGR' ? [2, 1, 0] : [0, 1, 2];
  const values = order.flatMap((channel) =>
    Array.from({ length: 256 }, (_, level) => {
      let value = rescale ? Math.fround(Math.fround(level * rescale.factor) - rescale.offset) : level;
      for (const { mean, std } of normalize) {
        const centred = Math.fround(value - Math.fround(mean[channel] as number));
        value = Math.fround(centred / Math.fround(std[channel] as number));
      }
      return value;
    }),
  );
  if (dtype === 'uint8') return Uint8Array.from(values);
  if (dtype === 'float16') return new Uint8Array(Uint16Array.from(values, float16Bits).buffer);
  return new Uint8Array(Float32Array.from(values).buffer);
}
