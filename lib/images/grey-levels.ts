/** Pixels row by row: grey, grey with alpha, RGB or RGBA, a byte each. */
export interface RawPixels {
  data: Uint8Array;
  width: number;
  height: number;
  channels: number;
}

/**
 * A picture as `edge` x `edge` levels of grey (luma of ITU-R BT.601), row by row: each is the mean over its part of the picture,
 * pixels on its border counting by the share that lies in it. What is transparent is white.
 */
export function greyLevels(pixels: RawPixels, edge: number): Float64Array {
  const { data, width, height } = asOpaqueColours(pixels, edge);
  const columns = partsOf(width, edge);
  const rows = partsOf(height, edge);
  const sums = new Float64Array(edge * edge);
  const row = new Float64Array(edge);
  for (let part = 0, y = 0; part < edge; part++) {
    const last = rows.last[part] as number;
    for (; y <= last; y++) {
      sumRow(data, y * width * 3, columns, row);
      const share = y < last ? 1 : (rows.share[part] as number);
      addRow(sums, part, row, share);
      if (share < 1 && part + 1 < edge) addRow(sums, part + 1, row, 1 - share);
    }
  }
  const weight = (1000 * width * height) / (edge * edge);
  return sums.map((sum) => sum / weight);
}

/** A length in equal parts: the pixel that each ends in, and what share of that pixel is its own. */
interface Parts {
  last: Int32Array;
  share: Float64Array;
}

function partsOf(length: number, count: number): Parts {
  const parts = { last: new Int32Array(count), share: new Float64Array(count) };
  for (let part = 0; part < count; part++) {
    const end = ((part + 1) * length) / count;
    parts.last[part] = Math.ceil(end) - 1;
    parts.share[part] = end - Math.ceil(end) + 1;
  }
  return parts;
}

/** Sums the lumas of a row of pixels part by part, in thousandths. A picture's every pixel comes by here: colours are weighed once a part. */
function sumRow(data: Uint8Array, start: number, { last, share }: Parts, row: Float64Array): void {
  let at = start;
  let carried = 0;
  for (let part = 0; part < row.length; part++) {
    const end = start + 3 * (last[part] as number);
    let [red, green, blue] = [0, 0, 0];
    for (; at < end; at += 3) {
      red += data[at] as number;
      green += data[at + 1] as number;
      blue += data[at + 2] as number;
    }
    const border = luma(data[at] as number, data[at + 1] as number, data[at + 2] as number);
    const own = share[part] as number;
    row[part] = carried + luma(red, green, blue) + own * border;
    carried = (1 - own) * border;
    at += 3;
  }
}

const luma = (red: number, green: number, blue: number) => 299 * red + 587 * green + 114 * blue;

function addRow(sums: Float64Array, part: number, row: Float64Array, share: number): void {
  const first = part * row.length;
  for (let x = 0; x < row.length; x++)
    sums[first + x] = (sums[first + x] as number) + share * (row[x] as number);
}

/** The same picture in RGB, each pixel repeated where there are fewer than levels. */
function asOpaqueColours(pixels: RawPixels, edge: number): RawPixels {
  const { width, height, channels } = pixels;
  const [across, down] = [Math.ceil(edge / width), Math.ceil(edge / height)];
  if (channels === 3 && across === 1 && down === 1) return pixels;
  const hasAlpha = channels % 2 === 0;
  const data = new Uint8Array(width * across * height * down * 3);
  let to = 0;
  for (let y = 0; y < height * down; y++) {
    for (let x = 0; x < width * across; x++) {
      const at = (Math.floor(y / down) * width + Math.floor(x / across)) * channels;
      const alpha = hasAlpha ? (pixels.data[at + channels - 1] as number) / 255 : 1;
      for (let colour = 0; colour < 3; colour++) {
        const level = pixels.data[at + (channels > 2 ? colour : 0)] as number;
        data[to++] = Math.round(alpha * level + (1 - alpha) * 255);
      }
    }
  }
  return { data, width: width * across, height: height * down, channels: 3 };
}
