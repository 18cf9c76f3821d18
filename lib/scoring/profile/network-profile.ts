import { z } from 'zod';
import { storableText } from '#lib/core/storable-text';

/** What onnxruntime's profile says: microseconds of each run, and of each node, in order, in each run. */
export const rawProfileSchema = z.object({
  runs: z.array(z.number().nonnegative()).min(1),
  nodes: z.array(
    z.object({
      index: z.int(),
      name: z.string(),
      op: z.string(),
      micros: z.array(z.number().nonnegative()).min(1),
    }),
  ),
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
  /** Time of a run, medians of its nodes and of what lies between them, by its images. */
  secondsPerImage: z.number().positive(),
  /** Nodes in order of the graph, fused ones as onnxruntime names them. */
  rows: z.array(
    z.object({
      name: z.string(),
      op: z.string(),
      /** Where it stands among the layers of the network's anatomy; null where it belongs to none. */
      layer: z.int().nonnegative().nullable(),
      share,
    }),
  ),
  /** The nodes that take least, where there are too many for a row each. */
  other: z.object({ nodes: z.int(), share }).nullable(),
  /** All nodes by their operator, the dearest first. */
  operators: z.array(z.object({ op: z.string(), nodes: z.int(), share })),
});

export type NetworkProfile = z.infer<typeof networkProfileSchema>;

/** Nodes that get a row of their own. */
const MOST_ROWS = 300;
const round = (value: number) => Number(value.toPrecision(4));

const MOST_NAME_LENGTH = 200;

/** The one in the middle: a run during which the machine did something else says nothing. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}

/**
 * Makes of a raw profile what is kept: medians over the runs as shares, the smallest nodes summed up, and the sums by
 * operator. `layers` says for each node to which layer it belongs.
 */
export function summariseProfile(
  raw: RawProfile,
  layers: readonly (number | null)[],
  how: { batch: number; threads: number; height: number; width: number },
): NetworkProfile {
  const nodes = raw.nodes.map((node, i) => ({
    name: storableText(node.name.slice(0, MOST_NAME_LENGTH)),
    op: storableText(node.op.slice(0, MOST_NAME_LENGTH)),
    layer: layers[i] ?? null,
    micros: median(node.micros),
  }));
  const between = raw.runs.map((run, i) =>
    raw.nodes.reduce((left, node) => left - (node.micros[i] ?? 0), run),
  );
  const micros = nodes.reduce((sum, node) => sum + node.micros, Math.max(1, median(between)));
  const shareOf = (part: number) => round(part / micros);
  const byTime = [...nodes].sort((a, b) => b.micros - a.micros);
  const kept = new Set(byTime.slice(0, MOST_ROWS));
  const rest = byTime.slice(MOST_ROWS);
  const operators = new Map<string, { nodes: number; micros: number }>();
  for (const { op, micros } of nodes) {
    const sum = operators.get(op) ?? { nodes: 0, micros: 0 };
    operators.set(op, { nodes: sum.nodes + 1, micros: sum.micros + micros });
  }
  return {
    ...how,
    runs: raw.runs.length,
    secondsPerImage: round(micros / 1e6 / how.batch),
    rows: nodes
      .filter((node) => kept.has(node))
      .map(({ micros, ...row }) => ({ ...row, share: shareOf(micros) })),
    other:
      rest.length === 0
        ? null
        : { nodes: rest.length, share: shareOf(rest.reduce((sum, { micros }) => sum + micros, 0)) },
    operators: [...operators]
      .map(([op, { nodes, micros }]) => ({ op, nodes, share: shareOf(micros) }))
      .sort((a, b) => b.share - a.share),
  };
}
