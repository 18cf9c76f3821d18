import { z } from 'zod';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { type NetworkAnatomy, networkAnatomySchema } from '#lib/scoring/anatomy/network-anatomy';
import { type NetworkProfile, networkProfileSchema } from '#lib/scoring/profile/network-profile';
import { detailScore, type ScoreDetails } from '../score.ts';
import { isFinal, type SubmissionState } from '../submission-state.ts';
import { readStatus, type SubmissionStatus } from './read-status.ts';
import { findVisibleSubmission } from './submission-access.ts';

const value = z.object({
  name: z.string(),
  dtype: z.string(),
  shape: z.array(z.number().nullable()).nullable(),
});
const networkSchema = z.object({
  opset: z.number().nullable(),
  producer: z.string(),
  parameters: z.number(),
  nodeCount: z.number(),
  inputs: z.array(value),
  outputs: z.array(value),
  /** The names of the input and the output that are used. */
  input: z.string(),
  output: z.string(),
});

export interface SubmissionView {
  id: string;
  name: string;
  status: SubmissionStatus;
  challenge: { slug: string; title: string; dataset: string; version: number };
  entry: { id: string; name: string; baseline: boolean };
  /** Whether the asking person may see all of it and cancel it. */
  own: boolean;
  cancellable: boolean;
  createdAt: Date;
  /** The steps of its life, oldest first. */
  events: { state: SubmissionState; at: Date; detail: string | null }[];
  model: { sha256: string; bytes: number };
  /** What the file says of the network; null until it was checked. */
  network: z.infer<typeof networkSchema> | null;
  /** The network layer by layer; null until it was checked, and for submissions from before anatomies were kept. */
  anatomy: NetworkAnatomy | null;
  /** What part of its time goes where; null until its scoring began, and where that could not be measured. */
  profile: NetworkProfile | null;
  /** As sent in; null where everything is read off the model, and to whom it is not `own`. */
  preprocess: unknown;
  /** How many outputs the labels file names; null without one. */
  labels: number | null;
  /** What to look at; empty to whom it is not `own`. */
  warnings: string[];
  /** The layers that sealed the process it ran in. */
  isolation: string[];
  cost: {
    images: number;
    seconds: number | null;
    inferenceSeconds: number | null;
    peakMemoryMb: number | null;
    /** Images that the network was given at once; null until its scoring began. */
    batch: number | null;
  };
  score: ScoreDetails | null;
  /** The first word of each class that the score names, by synset id. */
  words: Record<string, string>;
}

/**
 * A submission: members of its entry and organisers see each, everybody those that are scored, without what
 * tells how the competitor works. Throws AppError
 * `no-such-submission`.
 */
export async function getSubmission(person: Person | null, id: string): Promise<SubmissionView> {
  const { own } = await findVisibleSubmission(person, id);
  const [row, status] = await Promise.all([
    db().submission.findUniqueOrThrow({
      where: { id },
      include: {
        entry: {
          select: {
            id: true,
            name: true,
            baseline: true,
            challenge: {
              select: {
                slug: true,
                title: true,
                version: { select: { number: true, dataset: { select: { slug: true } } } },
              },
            },
          },
        },
        events: { orderBy: { id: 'asc' }, select: { state: true, at: true, detail: true } },
        scores: { where: { split: 'test' } },
      },
    }),
    readStatus(id),
  ]);
  const { challenge, ...entry } = row.entry;
  const { slug, title, version } = challenge;
  const score = row.scores[0] ? detailScore(row.scores[0]) : null;
  return {
    id,
    name: row.name,
    status,
    challenge: { slug, title, dataset: version.dataset.slug, version: version.number },
    entry,
    own,
    cancellable: own && !isFinal(status.state),
    createdAt: row.createdAt,
    events: row.events,
    model: { sha256: row.modelSha256, bytes: row.modelBytes },
    network: networkSchema.safeParse(row.network).data ?? null,
    anatomy: networkAnatomySchema.safeParse(row.anatomy).data ?? null,
    profile: networkProfileSchema.safeParse(row.profile).data ?? null,
    preprocess: own ? row.preprocess : null,
    labels: row.labels.length || null,
    warnings: own ? row.warnings : [],
    isolation: row.isolation,
    cost: {
      images: row.progressTotal,
      seconds: row.costSeconds,
      inferenceSeconds: row.inferenceSeconds,
      peakMemoryMb: row.peakMemoryMb,
      batch: row.batch,
    },
    score,
    words: await wordsOf(score),
  };
}

async function wordsOf(score: ScoreDetails | null): Promise<Record<string, string>> {
  const synsets = await db().synset.findMany({
    where: { id: { in: score?.perClass.map((each) => each.synsetId) ?? [] } },
    select: { id: true, words: true },
  });
  return Object.fromEntries(synsets.map(({ id, words }) => [id, words[0] ?? id]));
}
