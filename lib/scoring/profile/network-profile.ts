import { z } from 'zod';

/** What onnxruntime's profile says of some runs: microseconds of all of them, and of each node in order of the graph. */
export const rawProfileSchema = z.object({
  runs: z.int().positive(),
  micros: z.number().positive(),
  nodes: z.array(z.object({ name: z.string(), op: z.string(), micros: z.number().nonnegative() })),
});

type RawProfile = z.infer<typeof rawProfileSchema>;

const share = z.number().min(0);

/** Where a network's time goes, as it is kept with a submission. Shares are of the time of a run, from 0 to 1. */
export const networkProfileSchema = z.object({
  /** Images that the network was given at once. */
  batch: z.int().positive(),
  threads: z.int().positive(),
  height: z.int().positive(),
  width: z.int().positive(),
  /** Runs that were timed, the warm-up left out. */
  runs: z.int().positive(),
  /** Time of a run by its images. */
  secondsPerImage: z.number().positive(),
  /** Nodes in order of the graph, fused ones as onnxruntime names them. */
  rows: z.array(z.object({ name: z.string(), op: z.string(), share })),
  /** The nodes that take least, where there are too many for a row each. */
  other: z.object({ nodes: z.int(), share }).nullable(),
  /** All nodes by their operator, the dearest first. */
  operators: z.array(z.object({ op: z.string(), nodes: z.int(), share })),
});

export type NetworkProfile = z.infer<typeof networkProfileSchema>;

/** Nodes that get a row of their own. */
const MOST_ROWS = 300;
const round = (value: number) => Number(value.toPrecision(4));

/** Makes of a raw profile what is kept: shares, the smallest nodes summed up, and the sums by operator. */
export function summariseProfile(
  raw: RawProfile,
  how: { batch: number; threads: number; height: number; width: number },
): NetworkProfile {
  const shareOf = (micros: number) => round(micros / raw.micros);
  const byTime = [...raw.nodes].sort((a, b) => b.micros - a.micros);
  const kept = new Set(byTime.slice(0, MOST_ROWS));
  const rest = byTime.slice(MOST_ROWS);
  const operators = new Map<string, { nodes: number; micros: number }>();
  for (const { op, micros } of raw.nodes) {
    const sum = operators.get(op) ?? { nodes: 0, micros: 0 };
    operators.set(op, { nodes: sum.nodes + 1, micros: sum.micros + micros });
  }
  return {
    ...how,
    runs: raw.runs,
    secondsPerImage: round(raw.micros / 1e6 / raw.runs / how.batch),
    rows: raw.nodes
      .filter((node) => kept.has(node))
      .map(({ name, op, micros }) => ({ name, op, share: shareOf(micros) })),
    other:
      rest.length === 0
        ? null
        : { nodes: rest.length, share: shareOf(rest.reduce((sum, { micros }) => sum + micros, 0)) },
    operators: [...operators]
      .map(([op, { nodes, micros }]) => ({ op, nodes, share: shareOf(micros) }))
      .sort((a, b) => b.share - a.share),
  };
}
