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
export function greyLevels({ data, width, height, channels }: RawPixels, edge: number): Float64Array {
  const columns = partsOf(width, edge);
  const rows = partsOf(height, edge);
  const levels = new Float64Array(edge * edge);
  const lumas = new Float64Array(width);
  const row = new Float64Array(edge);
  let drawn = -1;
  for (let part = 0; part < rows.at.length; part++) {
    const y = rows.at[part] as number;
    if (y !== drawn) {
      readLumas(data.subarray(y * width * channels), channels, lumas);
      row.fill(0);
      addParts(columns, lumas, row);
      drawn = y;
    }
    const first = (rows.cell[part] as number) * edge;
    const share = rows.share[part] as number;
    for (let x = 0; x < edge; x++)
      levels[first + x] = (levels[first + x] as number) + share * (row[x] as number);
  }
  return levels;
}

/** Which pixels lie in which of some equal parts of a length, each with its share of the part; in order. */
interface Parts {
  at: Int32Array;
  cell: Int32Array;
  share: Float64Array;
}

function addParts({ at, cell, share }: Parts, values: Float64Array, sums: Float64Array): void {
  for (let part = 0; part < at.length; part++) {
    const to = cell[part] as number;
    sums[to] = (sums[to] as number) + (share[part] as number) * (values[at[part] as number] as number);
  }
}

function partsOf(length: number, edge: number): Parts {
  const parts: [at: number, cell: number, share: number][] = [];
  const size = length / edge;
  for (let at = 0; at < length; at++) {
    const last = Math.min(edge - 1, Math.ceil((at + 1) / size) - 1);
    for (let cell = Math.min(edge - 1, Math.floor(at / size)); cell <= last; cell++) {
      const share = (Math.min(at + 1, (cell + 1) * size) - Math.max(at, cell * size)) / size;
      if (share > 0) parts.push([at, cell, share]);
    }
  }
  return {
    at: Int32Array.from(parts, ([at]) => at),
    cell: Int32Array.from(parts, ([, cell]) => cell),
    share: Float64Array.from(parts, ([, , share]) => share),
  };
}

function readLumas(row: Uint8Array, channels: number, lumas: Float64Array): void {
  const hasColour = channels > 2;
  const hasAlpha = channels % 2 === 0;
  for (let x = 0, at = 0; x < lumas.length; x++, at += channels) {
    const first = row[at] as number;
    const grey = hasColour
      ? 0.299 * first + 0.587 * (row[at + 1] as number) + 0.114 * (row[at + 2] as number)
      : first;
    const alpha = hasAlpha ? (row[at + channels - 1] as number) / 255 : 1;
    lumas[x] = alpha * grey + (1 - alpha) * 255;
  }
}
