import type { ResampleFilter } from '../preprocess/preprocess-spec.ts';
import type { PixelImage } from './pixel-image.ts';
import { FILTER_KERNELS, type FilterKernel } from './resample-filters.ts';

const PRECISION_BITS = 32 - 8 - 2;
const HALF = 1 << (PRECISION_BITS - 1);

/** A part of an output: where it starts and how far it goes. */
interface Span {
  from: number;
  length: number;
}

/** For each output position of a span: where its taps start, how many there are, and their weights in fixed point. */
interface Coefficients {
  taps: number;
  starts: Int32Array;
  counts: Int32Array;
  weights: Int32Array;
}

function precomputeCoefficients(
  inSize: number,
  outSize: number,
  span: Span,
  kernel: FilterKernel,
): Coefficients {
  const scale = inSize / outSize;
  const filterScale = Math.max(1, scale);
  const support = kernel.support * filterScale;
  const taps = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(span.length);
  const counts = new Int32Array(span.length);
  const weights = new Int32Array(span.length * taps);
  const row = new Float64Array(taps);
  const inverse = 1 / filterScale;

  for (let out = 0; out < span.length; out++) {
    const centre = (span.from + out + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(inSize, Math.trunc(centre + support + 0.5)) - start;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const weight = kernel.weight((i + start - centre + 0.5) * inverse);
      row[i] = weight;
      sum += weight;
    }
    for (let i = 0; i < count; i++) {
      const weight = sum === 0 ? (row[i] as number) : (row[i] as number) / sum;
      weights[out * taps + i] = Math.trunc(weight * (1 << PRECISION_BITS) + (weight < 0 ? -0.5 : 0.5));
    }
    starts[out] = start;
    counts[out] = count;
  }
  return { taps, starts, counts, weights };
}

const clip8 = (sum: number) => {
  const value = sum >> PRECISION_BITS;
  return value < 0 ? 0 : Math.min(value, 255);
};

/** Resamples along the rows, of which only `rows` are needed. */
function resampleRows(
  image: PixelImage,
  rows: Span,
  { taps, starts, counts, weights }: Coefficients,
): PixelImage {
  const { channels, data } = image;
  const width = starts.length;
  const height = rows.length;
  const out = new Uint8Array(width * height * channels);
  const stride = image.width * channels;
  let o = 0;
  for (let y = rows.from; y < rows.from + height; y++) {
    for (let x = 0; x < width; x++) {
      const count = counts[x] as number;
      let p = y * stride + (starts[x] as number) * channels;
      let w = x * taps;
      const end = w + count;
      if (channels === 3) {
        let red = HALF;
        let green = HALF;
        let blue = HALF;
        for (; w < end; w++, p += 3) {
          const weight = weights[w] as number;
          red = (red + Math.imul(data[p] as number, weight)) | 0;
          green = (green + Math.imul(data[p + 1] as number, weight)) | 0;
          blue = (blue + Math.imul(data[p + 2] as number, weight)) | 0;
        }
        out[o++] = clip8(red);
        out[o++] = clip8(green);
        out[o++] = clip8(blue);
      } else {
        let grey = HALF;
        for (; w < end; w++, p++) grey = (grey + Math.imul(data[p] as number, weights[w] as number)) | 0;
        out[o++] = clip8(grey);
      }
    }
  }
  return { width, height, channels, data: out };
}

/** Resamples along the columns. The image's first row is row `firstRow` of what the coefficients were made for. */
function resampleColumns(
  image: PixelImage,
  firstRow: number,
  { taps, starts, counts, weights }: Coefficients,
): PixelImage {
  const { width, channels, data } = image;
  const height = starts.length;
  const stride = width * channels;
  const out = new Uint8Array(stride * height);
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    sums.fill(HALF);
    const count = counts[y] as number;
    let p = ((starts[y] as number) - firstRow) * stride;
    for (let i = 0; i < count; i++) {
      const weight = weights[y * taps + i] as number;
      for (let x = 0; x < stride; x++, p++) {
        sums[x] = ((sums[x] as number) + Math.imul(data[p] as number, weight)) | 0;
      }
    }
    const row = y * stride;
    for (let x = 0; x < stride; x++) out[row + x] = clip8(sums[x] as number);
  }
  return { width, height, channels, data: out };
}

/** Source position of each output position. Pillow adds the step up rather than multiply it, so the rounding is its own. */
function nearestPositions(inSize: number, outSize: number): Int32Array {
  const step = inSize / outSize;
  const positions = new Int32Array(outSize);
  for (let out = 0, at = step * 0.5; out < outSize; out++, at += step) positions[out] = Math.trunc(at);
  return positions;
}

function resizeNearest(image: PixelImage, width: number, height: number, window: Window): PixelImage {
  const { channels, data } = image;
  const columns = nearestPositions(image.width, width);
  const rows = nearestPositions(image.height, height);
  const out = new Uint8Array(window.width * window.height * channels);
  let o = 0;
  for (let y = window.top; y < window.top + window.height; y++) {
    const row = (rows[y] as number) * image.width;
    for (let x = window.left; x < window.left + window.width; x++) {
      let p = (row + (columns[x] as number)) * channels;
      for (let k = 0; k < channels; k++) out[o++] = data[p++] as number;
    }
  }
  return { width: window.width, height: window.height, channels, data: out };
}

/** A part of a picture. */
export interface Window {
  left: number;
  top: number;
  width: number;
  height: number;
}

function cutOut(image: PixelImage, { left, top, width, height }: Window): PixelImage {
  if (image.width === width && image.height === height) return image;
  const { channels, data } = image;
  const out = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * channels;
    out.set(data.subarray(from, from + width * channels), y * width * channels);
  }
  return { width, height, channels, data: out };
}

/**
 * Resizes as `PIL.Image.resize` does, byte for byte: an antialiased convolution in two passes, rows then columns, each
 * rounded to 8 bits, with weights in fixed point of 22 bits (libImaging/Resample.c); a pass that changes nothing is left
 * out. `nearest` picks pixels (libImaging/Geometry.c).
 *
 * With `window` only that part of the resized picture is made, which is what cropping it afterwards would give.
 */
export function resizeImage(
  image: PixelImage,
  width: number,
  height: number,
  filter: ResampleFilter,
  window: Window = { left: 0, top: 0, width, height },
): PixelImage {
  if (image.width === width && image.height === height) return cutOut(image, window);
  if (filter === 'nearest') return resizeNearest(image, width, height, window);
  const kernel = FILTER_KERNELS[filter];
  const columns = { from: window.left, length: window.width };
  const across = precomputeCoefficients(image.width, width, columns, kernel);
  if (image.height === height)
    return resampleRows(image, { from: window.top, length: window.height }, across);

  const down = precomputeCoefficients(
    image.height,
    height,
    { from: window.top, length: window.height },
    kernel,
  );
  const last = window.height - 1;
  const firstRow = down.starts[0] as number;
  const rows = {
    from: firstRow,
    length: (down.starts[last] as number) + (down.counts[last] as number) - firstRow,
  };
  const wide =
    image.width === width
      ? cutOut(image, { left: window.left, top: rows.from, width: window.width, height: rows.length })
      : resampleRows(image, rows, across);
  return resampleColumns(wide, firstRow, down);
}
