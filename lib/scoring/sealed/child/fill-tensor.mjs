/** Three planes in one pass over the pixels: the usual case, and the one whose cost shows. */
function fillPlanes(target, pixels, tables, count, area, order) {
  const [first, second, third] = [0, 256, 512].map((start) => tables.slice(start, start + 256));
  const [a, b, c] = order;
  for (let image = 0; image < count; image++) {
    let from = image * area * 3;
    let to = from;
    for (const end = to + area; to < end; to++, from += 3) {
      target[to] = first[pixels[from + a]];
      target[to + area] = second[pixels[from + b]];
      target[to + area + area] = third[pixels[from + c]];
    }
  }
}

/**
 * Puts pixels (images one after another, channels interleaved) into a tensor: each level through its channel's table of
 * 256 values, channels in the model's order, planes apart (NCHW) or interleaved (NHWC). What is past the last image is
 * zero.
 */
export function fillTensor(target, pixels, tables, { count, area, order, planar }) {
  const channels = order.length;
  target.fill(0, count * area * channels);
  if (planar && channels === 3) {
    fillPlanes(target, pixels, tables, count, area, order);
    return;
  }
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
