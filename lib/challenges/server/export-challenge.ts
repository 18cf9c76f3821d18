import { csvRow } from '#lib/core/csv-row';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { MetricName } from '../metric.ts';
import { summariseScore } from '../score.ts';
import { isWithheld, ladderSummary, shownScores } from '../score-shown.ts';
import { findChallenge } from './find-challenge.ts';
import { listEntries, listOverlaps } from './list-entries.ts';

export const exportTables = ['entries', 'submissions', 'rules', 'overlaps', 'audit'] as const;
export type ExportTable = (typeof exportTables)[number];

type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;

/**
 * Everything of a challenge that its organisers may see, a table each: entries with their people, submissions with the
 * scores that are shown at the moment (those on the private part only once the results are out), who accepted which rules,
 * overlaps of accounts, what was done. Organisers only.
 */
export async function exportChallenge(
  person: Person | null,
  slug: string,
): Promise<Record<ExportTable, Row[]>> {
  assertRole(person, 'organiser');
  const challenge = await findChallenge(slug);
  const where = { challengeId: challenge.id };
  const [entries, overlaps, submissions, acceptances, audit] = [
    await listEntries(person, slug),
    await listOverlaps(person, slug),
    await readSubmissions(slug),
    await db().rulesAcceptance.findMany({
      where,
      orderBy: [{ version: 'asc' }, { acceptedAt: 'asc' }],
      include: { user: { select: { name: true, email: true } } },
    }),
    await db().auditEvent.findMany({
      where,
      orderBy: { id: 'asc' },
      include: { actor: { select: { name: true } } },
    }),
  ];
  return {
    entries: entries.map(({ members, createdAt, ...entry }) => ({
      ...entry,
      members: members.map(({ name, email }) => `${name} <${email}>`).join('; '),
      createdAt: createdAt.toISOString(),
    })),
    submissions,
    rules: acceptances.map(({ version, user, acceptedAt }) => ({
      version,
      name: user.name,
      email: user.email,
      acceptedAt: acceptedAt.toISOString(),
    })),
    overlaps: overlaps.map(({ people: [first, second], at, ...overlap }) => ({
      ...overlap,
      first: first.name,
      firstEntry: first.entry,
      second: second.name,
      secondEntry: second.entry,
      at: at.toISOString(),
    })),
    audit: audit.map(({ id, at, actor, act, subject, detail }) => ({
      id: String(id),
      at: at.toISOString(),
      actor: actor?.name ?? null,
      act,
      subject,
      detail: detail === null ? null : JSON.stringify(detail),
    })),
  };
}

/** One table of it as CSV with a head. */
export function tableCsv(rows: readonly Row[]): string {
  const [first] = rows;
  if (!first) return '';
  const names = Object.keys(first);
  return [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))].map(csvRow).join('');
}

async function readSubmissions(slug: string): Promise<Row[]> {
  const challenge = await findChallenge(slug);
  const now = new Date();
  const shown = shownScores(challenge, now);
  const submissions = await db().submission.findMany({
    where: { entry: { challengeId: challenge.id } },
    orderBy: { createdAt: 'asc' },
    include: {
      entry: { select: { name: true, baseline: true, trackSlug: true } },
      createdBy: { select: { name: true } },
      scores: { where: { split: 'test', part: shown.part } },
    },
    omit: { network: true, anatomy: true, profile: true, labels: true, preprocess: true },
  });
  return submissions.map((each) => {
    const [score] = isWithheld(challenge, each.phasePosition, now) ? [] : each.scores;
    const told =
      score && (shown.ladder ? ladderSummary(score, challenge.metric as MetricName) : summariseScore(score));
    return {
      id: each.id,
      name: each.name,
      entry: each.entry.name,
      baseline: each.entry.baseline,
      track: each.entry.trackSlug,
      by: each.createdBy.name,
      state: each.state,
      phase: challenge.phases[each.phasePosition ?? -1]?.name ?? null,
      createdAt: each.createdAt.toISOString(),
      modelSha256: each.modelSha256,
      modelBytes: each.modelBytes,
      part: told?.part ?? null,
      images: told?.images ?? null,
      top1Error: told?.top1?.error ?? null,
      top5Error: told?.top5?.error ?? null,
      hierarchicalError: told?.further.hierarchicalError?.error ?? null,
      costSeconds: each.costSeconds,
      peakMemoryMb: each.peakMemoryMb,
      final: each.final,
      listed: each.listed,
      disqualifiedFor: each.disqualifiedFor,
      problem: each.problemCode,
      link: each.link,
    };
  });
}
