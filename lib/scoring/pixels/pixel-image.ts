/** Pixels of 8 bits in rows from the top, channels interleaved: 1 (grey) or 3 (red, green, blue). */
export interface PixelImage {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
}
