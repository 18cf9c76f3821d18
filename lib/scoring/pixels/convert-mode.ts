/**
 * Pillow's mode conversions (`Image.convert`, libImaging/Convert.c), over interleaved samples. Each gives `RGB` (3
 * channels) or `L` (1 channel) of 8 bits.
 */

/** Luma of ITU-R 601-2 in 16-bit fixed point: Pillow's L24. */
const luma = (red: number, green: number, blue: number) =>
  (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16;

/** Samples of 8 bits with an optional alpha as the last channel (2 or 4), which is dropped as Pillow drops it. */
export function convertSamples(samples: Uint8Array, from: 1 | 2 | 3 | 4, to: 1 | 3): Uint8Array {
  if (from === to) return samples;
  const pixels = samples.length / from;
  const out = new Uint8Array(pixels * to);
  const grey = from < 3;
  for (let i = 0, s = 0, o = 0; i < pixels; i++, s += from, o += to) {
    const red = samples[s] as number;
    const green = grey ? red : (samples[s + 1] as number);
    const blue = grey ? red : (samples[s + 2] as number);
    if (to === 1) {
      out[o] = grey ? red : luma(red, green, blue);
    } else {
      out[o] = red;
      out[o + 1] = green;
      out[o + 2] = blue;
    }
  }
  return out;
}

const multiplyBy255ths = (a: number, b: number) => {
  const product = a * b + 128;
  return ((product >> 8) + product) >> 8;
};

/** CMYK of 8 bits (255 is full ink) to RGB: Pillow's cmyk2rgb. */
export function cmykToRgb(samples: Uint8Array): Uint8Array {
  const pixels = samples.length / 4;
  const out = new Uint8Array(pixels * 3);
  for (let i = 0, s = 0, o = 0; i < pixels; i++, s += 4, o += 3) {
    const light = 255 - (samples[s + 3] as number);
    for (let k = 0; k < 3; k++) {
      out[o + k] = Math.max(0, light - multiplyBy255ths(samples[s + k] as number, light));
    }
  }
  return out;
}

/** 16-bit grey without alpha: Pillow reads it as whole numbers (mode I) and clips them at 255. */
export function clipTo8Bits(samples: Uint16Array): Uint8Array {
  return Uint8Array.from(samples, (value) => Math.min(255, value));
}

/** 16-bit colour, or grey with alpha: Pillow keeps the high byte. */
export function highBytes(samples: Uint16Array): Uint8Array {
  return Uint8Array.from(samples, (value) => value >> 8);
}
