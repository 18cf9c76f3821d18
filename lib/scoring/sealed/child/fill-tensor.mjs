/**
 * Puts pixels (images one after another, channels interleaved) into a tensor: each level through its channel's table of
 * 256 values, channels in the model's order, planes apart (NCHW) or interleaved (NHWC). What is past the last image is
 * zero.
 */
export function fillTensor(target, pixels, tables, { count, area, order, planar }) {
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
  target.fill(0, count * area * channels);
}
