import { expect, test } from 'vitest';
import { networkProfileSchema, summariseProfile } from './network-profile.ts';

const how = { batch: 4, threads: 2, height: 224, width: 224 };
const node = (name: string, op: string, ...micros: number[]) => ({ index: 0, name, op, micros });

test('medians of times become shares and seconds an image', () => {
  const nodes = [
    node('a', 'Conv', 6_000, 90_000, 5_000),
    node('b', 'Gemm', 1_000, 1_000, 1_000),
    node('c', 'Conv', 2_000, 2_001, 1_000),
  ];
  const profile = summariseProfile({ runs: [10_000, 94_001, 8_000], nodes }, [0, 3, null], how);
  expect(profile).toEqual({
    ...how,
    runs: 3,
    secondsPerImage: 0.0025,
    rows: [
      { name: 'a', op: 'Conv', layer: 0, share: 0.6 },
      { name: 'b', op: 'Gemm', layer: 3, share: 0.1 },
      { name: 'c', op: 'Conv', layer: null, share: 0.2 },
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
  const nodes = Array.from({ length: 2_000 }, (_, i) => node(`n${i}`, 'Add', i % 7));
  const { rows, other, operators } = summariseProfile({ runs: [6_000], nodes }, [], how);
  expect(rows.length).toBe(300);
  expect(other?.nodes).toBe(1_700);
  const places = rows.map(({ name }) => Number(name.slice(1)));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const all = rows.reduce((sum, { share }) => sum + share, other?.share ?? 0);
  expect(all).toBeCloseTo(operators[0]?.share ?? 0, 2);
});
