import { type Page, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { isWithheld, shownScores } from '../score-shown.ts';
import type { MySubmissionList } from '../submission.ts';
import type { SubmissionState } from '../submission-state.ts';
import { shownErrorOf } from './shown-error.ts';

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
      phasePosition: true,
      entry: { select: { name: true, challenge: { include: { phases: true } } } },
      scores: { where: { split: 'test' }, select: { part: true, top1Error: true, ladder: true } },
    },
  });
  const now = new Date();
  return toPage(
    rows,
    limit,
    ({ createdAt, id }) => [createdAt.toISOString(), id],
    ({ entry: { name: entry, challenge }, scores, phasePosition, ...submission }) => {
      const shown = shownScores(challenge, now);
      const score = scores.find(({ part }) => part === shown.part);
      return {
        ...submission,
        entry,
        challenge: { slug: challenge.slug, title: challenge.title },
        top1Error: isWithheld(challenge, phasePosition, now) ? null : shownErrorOf(challenge, shown, score),
      };
    },
  );
}
