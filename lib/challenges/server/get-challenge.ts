import { db } from '#lib/infra/db/client';
import type { Registration } from '#lib/infra/db/generated/client';
import { type ChallengePhase, tellingPhase } from '../challenge-phase.ts';
import type { MetricName } from '../metric.ts';
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
  /** The rules that stand; `rulesVersion` counts from 1. */
  rules: string;
  rulesVersion: number;
  prizes: string;
  contact: string;
  series: string | null;
  phase: Phase;
  opensAt: Date;
  closesAt: Date;
  publishedAt: Date | null;
  archivedAt: Date | null;
  /** Whose days and weeks quotas count by. */
  timeZone: string;
  /** The periods in which it takes submissions, in order. */
  phases: ChallengePhase[];
  metric: MetricName;
  secondaryMetrics: MetricName[];
  publicShare: number;
  ladderStep: number | null;
  registration: Registration;
  emailDomains: string[];
  maxTeamSize: number;
  mergeUntil: Date | null;
  tracks: { slug: string; title: string; outsideData: boolean }[];
  /** The server's clock, by which phases change. */
  serverTime: Date;
  dataset: { slug: string; title: string; version: number; train: number; val: number; heldOut: number };
  /** In the order of a model's outputs. */
  classes: ChallengeClassView[];
  entries: number;
  submissions: number;
  /** Quota and limits of the phase that is open, else of the next, else of the last. */
  dailyQuota: number | null;
  weeklyQuota: number | null;
  totalQuota: number | null;
  maxModelBytes: number;
  timeLimitSeconds: number;
  memoryLimitMb: number;
}

/** A challenge as anybody may see it. Throws AppError `no-such-challenge`. */
export async function getChallenge(slug: string): Promise<ChallengeView> {
  const challenge = await findChallenge(slug);
  const [version, classes, entries, submissions, rules, tracks] = await Promise.all([
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
    db().challengeRules.findFirst({ where: { challengeId: challenge.id }, orderBy: { version: 'desc' } }),
    db().challengeTrack.findMany({
      where: { challengeId: challenge.id },
      orderBy: { position: 'asc' },
      select: { slug: true, title: true, outsideData: true },
    }),
  ]);
  const { title, edition, description, prizes, contact, series, opensAt, closesAt, publishedAt, archivedAt } =
    challenge;
  const { timeZone, metric, secondaryMetrics, publicShare, ladderStep } = challenge;
  const { registration, emailDomains, maxTeamSize, mergeUntil } = challenge;
  const serverTime = new Date();
  const { dailyQuota, weeklyQuota, totalQuota, maxModelBytes, timeLimitSeconds, memoryLimitMb } =
    tellingPhase(challenge.phases, serverTime);
  return {
    slug,
    title,
    edition,
    description,
    rules: rules?.text ?? '',
    rulesVersion: rules?.version ?? 0,
    prizes,
    contact,
    series,
    phase: phaseAt(challenge, serverTime),
    opensAt,
    closesAt,
    publishedAt,
    archivedAt,
    timeZone,
    phases: challenge.phases.map(({ challengeId: _, position: __, ...phase }) => phase),
    metric,
    secondaryMetrics,
    publicShare,
    ladderStep,
    registration,
    emailDomains,
    maxTeamSize,
    mergeUntil,
    tracks,
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
    weeklyQuota,
    totalQuota,
    maxModelBytes,
    timeLimitSeconds,
    memoryLimitMb,
  };
}
