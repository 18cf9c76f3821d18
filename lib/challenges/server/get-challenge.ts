import { db } from '#lib/infra/db/client';
import { type Phase, phaseAt } from '../phase.ts';
import { findChallenge } from './find-challenge.ts';

export interface ChallengeClassView {
  synsetId: string;
  /** The noun's first word. */
  word: string;
  gloss: string;
}

export interface ChallengeView {
  slug: string;
  title: string;
  edition: number;
  description: string;
  rules: string;
  phase: Phase;
  opensAt: Date;
  closesAt: Date;
  publishedAt: Date | null;
  /** The server's clock, by which phases change. */
  serverTime: Date;
  dataset: { slug: string; title: string; version: number; train: number; val: number; heldOut: number };
  /** In the order of a model's outputs. */
  classes: ChallengeClassView[];
  entries: number;
  submissions: number;
  dailyQuota: number;
  maxModelBytes: number;
  timeLimitSeconds: number;
  memoryLimitMb: number;
}

/** A challenge as anybody may see it. Throws AppError `no-such-challenge`. */
export async function getChallenge(slug: string): Promise<ChallengeView> {
  const challenge = await findChallenge(slug);
  const [version, classes, entries, submissions] = await Promise.all([
    db().datasetVersion.findUniqueOrThrow({
      where: { id: challenge.versionId },
      include: { dataset: { select: { slug: true, title: true } } },
    }),
    db().challengeClass.findMany({
      where: { challengeId: challenge.id },
      orderBy: { position: 'asc' },
      select: { synset: { select: { id: true, words: true, gloss: true } } },
    }),
    db().entry.count({ where: { challengeId: challenge.id, baseline: false } }),
    db().submission.count({ where: { entry: { challengeId: challenge.id, baseline: false } } }),
  ]);
  const { title, edition, description, rules, opensAt, closesAt, publishedAt } = challenge;
  const { dailyQuota, maxModelBytes, timeLimitSeconds, memoryLimitMb } = challenge;
  const serverTime = new Date();
  return {
    slug,
    title,
    edition,
    description,
    rules,
    phase: phaseAt(challenge, serverTime),
    opensAt,
    closesAt,
    publishedAt,
    serverTime,
    dataset: {
      ...version.dataset,
      version: version.number,
      train: version.trainCount,
      val: version.valCount,
      heldOut: version.testCount,
    },
    classes: classes.map(({ synset }) => ({
      synsetId: synset.id,
      word: synset.words[0] ?? synset.id,
      gloss: synset.gloss,
    })),
    entries,
    submissions,
    dailyQuota,
    maxModelBytes,
    timeLimitSeconds,
    memoryLimitMb,
  };
}
