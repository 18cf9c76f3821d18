import { z } from 'zod';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { type NetworkAnatomy, networkAnatomySchema } from '#lib/scoring/anatomy/network-anatomy';
import { type NetworkProfile, networkProfileSchema } from '#lib/scoring/profile/network-profile';
import type { MetricName } from '../metric.ts';
import {
  detailScore,
  type KeptScore,
  type ScoreDetails,
  type ScoreSummary,
  summariseScore,
} from '../score.ts';
import { isWithheld, ladderSummary, type ShownScores, shownScores } from '../score-shown.ts';
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
  /** Markdown. */
  description: string;
  /** Its code or paper. */
  link: string | null;
  /** False where others do not see it before the results are out. */
  listed: boolean;
  /** Whether its entry chose it to count in the end. */
  final: boolean;
  /** Why it is out of the contest; null where it is not. */
  disqualifiedFor: string | null;
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
  /** On the part of the held-out images that is shown at the moment. */
  score: ScoreDetails | null;
  /** Its phase tells no scores: they wait until the results are out. */
  withheld: boolean;
  /** What was shown while the private part was held back, once the results are out; null where nothing was held back. */
  publicScore: ScoreSummary | null;
  /** The scores that were replaced when it was computed again, newest first. */
  pastScores: (ScoreSummary & { replacedAt: Date })[];
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
            disqualifiedFor: true,
            challenge: {
              include: {
                version: { select: { number: true, dataset: { select: { slug: true } } } },
                phases: true,
              },
            },
          },
        },
        events: { orderBy: { id: 'asc' }, select: { state: true, at: true, detail: true } },
        scores: { where: { split: 'test' } },
        pastScores: { orderBy: { id: 'desc' } },
      },
    }),
    readStatus(id),
  ]);
  const { challenge, disqualifiedFor: _, ...entry } = row.entry;
  const { slug, title, version } = challenge;
  const metric = challenge.metric as MetricName;
  const now = new Date();
  const shown = shownScores(challenge, now);
  const withheld = isWithheld(challenge, row.phasePosition, now);
  const of = (part: ShownScores['part']) => row.scores.find((each) => each.part === part);
  const score = withheld ? null : showScore(of(shown.part), shown, metric);
  const open = shown.part === 'private' ? of('public') : undefined;
  return {
    id,
    name: row.name,
    description: row.description,
    link: row.link,
    listed: row.listed,
    final: row.final,
    disqualifiedFor: row.disqualifiedFor ?? row.entry.disqualifiedFor,
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
    withheld,
    publicScore: open ? summariseScore(open) : null,
    // What the Ladder holds back it holds back of old scores too.
    pastScores:
      shown.ladder || withheld
        ? []
        : row.pastScores
            .filter(({ part }) => part === shown.part)
            .map(({ replacedAt, ...past }) => ({
              ...summariseScore({ ...past, split: 'test' }),
              replacedAt,
            })),
    words: await wordsOf(score),
  };
}

function showScore(
  score: (KeptScore & { ladder: number | null }) | undefined,
  { ladder }: ShownScores,
  metric: MetricName,
): ScoreDetails | null {
  if (!score) return null;
  return ladder ? { ...ladderSummary(score, metric), perClass: [], confusions: [] } : detailScore(score);
}

async function wordsOf(score: ScoreDetails | null): Promise<Record<string, string>> {
  const synsets = await db().synset.findMany({
    where: { id: { in: score?.perClass.map((each) => each.synsetId) ?? [] } },
    select: { id: true, words: true },
  });
  return Object.fromEntries(synsets.map(({ id, words }) => [id, words[0] ?? id]));
}
