/** Pixels row by row: grey, grey with alpha, RGB or RGBA, a byte each. */
export interface RawPixels {
  data: ArrayLike<number>;
  width: number;
  height: number;
  channels: number;
}

/**
 * A picture as `edge` x `edge` levels of grey (luma of ITU-R BT.601), row by row: each is the mean over its part of the picture,
 * pixels on its border counting by the share that lies in it. What is transparent is white.
 */
export function greyLevels({ data, width, height, channels }: RawPixels, edge: number): Float64Array {
  const columns = partsOf(width, edge);
  const levels = new Float64Array(edge * edge);
  const row = new Float64Array(edge);
  let drawn = -1;
  for (const { at: y, cell: rowCell, share: rowShare } of partsOf(height, edge)) {
    if (y !== drawn) {
      row.fill(0);
      for (const { at, cell, share } of columns) {
        row[cell] = (row[cell] as number) + share * luma(data, (y * width + at) * channels, channels);
      }
      drawn = y;
    }
    for (let x = 0; x < edge; x++) {
      const cell = rowCell * edge + x;
      levels[cell] = (levels[cell] as number) + rowShare * (row[x] as number);
    }
  }
  return levels;
}

/** Which pixels lie in which of `edge` equal parts of a length, each with its share of the part; in order. */
function partsOf(length: number, edge: number): { at: number; cell: number; share: number }[] {
  const parts: { at: number; cell: number; share: number }[] = [];
  const size = length / edge;
  for (let at = 0; at < length; at++) {
    const last = Math.min(edge - 1, Math.ceil((at + 1) / size) - 1);
    for (let cell = Math.min(edge - 1, Math.floor(at / size)); cell <= last; cell++) {
      const share = (Math.min(at + 1, (cell + 1) * size) - Math.max(at, cell * size)) / size;
      if (share > 0) parts.push({ at, cell, share });
    }
  }
  return parts;
}

function luma(data: ArrayLike<number>, at: number, channels: number): number {
  const first = data[at] as number;
  const grey =
    channels < 3
      ? first
      : 0.299 * first + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
  if (channels % 2 === 1) return grey;
  const alpha = (data[at + channels - 1] as number) / 255;
  return alpha * grey + (1 - alpha) * 255;
}
