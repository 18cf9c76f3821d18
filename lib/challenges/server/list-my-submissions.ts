import { type Page, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { MySubmissionList } from '../submission.ts';
import type { SubmissionState } from '../submission-state.ts';

export interface MySubmission {
  id: string;
  name: string;
  state: SubmissionState;
  createdAt: Date;
  entry: string;
  challenge: { slug: string; title: string };
  /** On the held-out split, from 0 to 1. */
  top1Error: number | null;
}

/** The submissions of all entries that a person is in, newest first, in pages. */
export async function listMySubmissions(
  person: Person | null,
  { cursor, limit }: MySubmissionList,
): Promise<Page<MySubmission>> {
  assertRole(person);
  const rows = await db().submission.findMany({
    where: {
      entry: { members: { some: { userId: person.id } } },
      ...(cursor && {
        OR: [{ createdAt: { lt: cursor[0] } }, { createdAt: cursor[0], id: { lt: cursor[1] } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: {
      id: true,
      name: true,
      state: true,
      createdAt: true,
      entry: { select: { name: true, challenge: { select: { slug: true, title: true } } } },
      scores: { where: { split: 'test' }, select: { top1Error: true } },
    },
  });
  return toPage(
    rows,
    limit,
    ({ createdAt, id }) => [createdAt.toISOString(), id],
    ({ entry, scores, ...submission }) => ({
      ...submission,
      entry: entry.name,
      challenge: entry.challenge,
      top1Error: scores[0]?.top1Error ?? null,
    }),
  );
}
