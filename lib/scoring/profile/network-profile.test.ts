import { expect, test } from 'vitest';
import { networkProfileSchema, summariseProfile } from './network-profile.ts';

const how = { batch: 4, threads: 2, height: 224, width: 224 };

test('times become shares and seconds an image', () => {
  const nodes = [
    { name: 'a', op: 'Conv', micros: 6_000 },
    { name: 'b', op: 'Gemm', micros: 1_000 },
    { name: 'c', op: 'Conv', micros: 2_000 },
  ];
  const profile = summariseProfile({ runs: 5, micros: 10_000, nodes }, how);
  expect(profile).toEqual({
    ...how,
    runs: 5,
    secondsPerImage: 0.0005,
    rows: [
      { name: 'a', op: 'Conv', share: 0.6 },
      { name: 'b', op: 'Gemm', share: 0.1 },
      { name: 'c', op: 'Conv', share: 0.2 },
    ],
    other: null,
    operators: [
      { op: 'Conv', nodes: 2, share: 0.8 },
      { op: 'Gemm', nodes: 1, share: 0.1 },
    ],
  });
  expect(networkProfileSchema.parse(profile)).toEqual(profile);
});

test('of thousands of nodes the dearest have a row each, in their order, and the others one together', () => {
  const nodes = Array.from({ length: 2_000 }, (_, i) => ({ name: `n${i}`, op: 'Add', micros: i % 7 }));
  const { rows, other, operators } = summariseProfile({ runs: 1, micros: 6_000, nodes }, how);
  expect(rows.length).toBe(300);
  expect(other?.nodes).toBe(1_700);
  const places = rows.map(({ name }) => Number(name.slice(1)));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const all = rows.reduce((sum, { share }) => sum + share, other?.share ?? 0);
  expect(all).toBeCloseTo(operators[0]?.share ?? 0, 2);
});
