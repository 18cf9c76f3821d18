const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const WHOLE_NUMBERS = { 1: Uint8Array, 2: Uint16Array, 4: Int32Array };

/**
 * Three planes, four pixels at a time: the usual case, and the one whose cost shows. `words` are the pixels, three words
 * for every four. `channels` tells for red, green and blue where its plane starts and its table of 256 values.
 */
function fillPlanes(target, words, channels, count, area) {
  const [red, green, blue] = channels;
  const [first, second, third] = channels.map(({ table }) => table);
  let word = 0;
  for (let image = 0; image < count; image++) {
    const start = image * area * 3;
    let r = start + red.plane * area;
    let g = start + green.plane * area;
    let b = start + blue.plane * area;
    for (const end = r + area; r < end; r += 4, g += 4, b += 4, word += 3) {
      const x = words[word];
      const y = words[word + 1];
      const z = words[word + 2];
      target[r] = first[x & 255];
      target[r + 1] = first[x >>> 24];
      target[r + 2] = first[(y >>> 16) & 255];
      target[r + 3] = first[(z >>> 8) & 255];
      target[g] = second[(x >>> 8) & 255];
      target[g + 1] = second[y & 255];
      target[g + 2] = second[y >>> 24];
      target[g + 3] = second[(z >>> 16) & 255];
      target[b] = third[(x >>> 16) & 255];
      target[b + 1] = third[(y >>> 8) & 255];
      target[b + 2] = third[z & 255];
      target[b + 3] = third[z >>> 24];
    }
  }
}

/** As `fillPlanes`, for any number of channels in any place. */
function fillChannels(target, pixels, tables, { count, area, order, planar }) {
  const channels = order.length;
  const step = planar ? 1 : channels;
  for (let image = 0; image < count; image++) {
    const start = image * area * channels;
    for (let channel = 0; channel < channels; channel++) {
      const table = tables.subarray(channel * 256, channel * 256 + 256);
      let from = start + order[channel];
      let to = planar ? start + channel * area : start + channel;
      for (let i = 0; i < area; i++, from += channels, to += step) target[to] = table[pixels[from]];
    }
  }
}

/**
 * Puts pixels (images one after another, channels interleaved) into a tensor: each level through its channel's table of
 * 256 values, channels in the model's order, planes apart (NCHW) or interleaved (NHWC). What is past the last image is
 * zero. Values are moved as bits, since a conversion would cost more than the move.
 */
export function fillTensor(target, pixels, tables, form) {
  const { count, area, order, planar } = form;
  const values = count * area * order.length;
  target.fill(0, values);
  const Bits = WHOLE_NUMBERS[target.BYTES_PER_ELEMENT];
  const bits = new Bits(target.buffer, target.byteOffset, target.length);
  const tableBits = new Bits(tables.buffer, tables.byteOffset, tables.length);
  const wordsFit = area % 4 === 0 && pixels.byteOffset % 4 === 0 && littleEndian;
  if (planar && order.length === 3 && wordsFit) {
    const words = new Int32Array(pixels.buffer, pixels.byteOffset, values / 4);
    const channels = [0, 1, 2].map((channel) => {
      const plane = order.indexOf(channel);
      return { plane, table: tableBits.slice(plane * 256, plane * 256 + 256) };
    });
    fillPlanes(bits, words, channels, count, area);
  } else fillChannels(bits, pixels, tableBits, form);
}
