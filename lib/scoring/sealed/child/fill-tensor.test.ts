import fc from 'fast-check';
import { expect, test } from 'vitest';

interface Form {
  count: number;
  area: number;
  order: readonly number[];
  planar: boolean;
}
type Numbers = Float32Array | Uint16Array | Uint8Array;

const { fillTensor } = (await import(new URL('./fill-tensor.mjs', import.meta.url).href)) as {
  fillTensor(target: Numbers, pixels: Uint8Array, tables: Numbers, form: Form): void;
};

const forms = fc.record({
  count: fc.integer({ min: 0, max: 3 }),
  area: fc.integer({ min: 1, max: 40 }),
  order: fc.constantFrom([0, 1, 2], [2, 1, 0], [0]),
  planar: fc.boolean(),
  Type: fc.constantFrom(Float32Array, Uint16Array, Uint8Array),
});

test('each value is its level through the table of its channel, in its place; the rest is zero', () => {
  fc.assert(
    fc.property(forms, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), ({ Type, ...form }, levels) => {
      const { count, area, order, planar } = form;
      const channels = order.length;
      const pixels = Uint8Array.from({ length: count * area * channels }, () => levels.next().value);
      const tables = new Type(Array.from({ length: channels * 256 }, (_, i) => (i * 37) % 251));
      const target = new Type((count + 1) * area * channels).fill(9);
      fillTensor(target, pixels, tables, form);
      for (let image = 0; image <= count; image++) {
        for (let channel = 0; channel < channels; channel++) {
          for (let i = 0; i < area; i++) {
            const place = planar ? channel * area + i : i * channels + channel;
            const level = pixels[(image * area + i) * channels + (order[channel] as number)] as number;
            const expected = image === count ? 0 : tables[channel * 256 + level];
            expect(target[image * area * channels + place]).toBe(expected);
          }
        }
      }
    }),
  );
});
