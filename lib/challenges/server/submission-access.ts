import { AppError } from '#lib/core/errors';
import { hasRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { phaseAt } from '../phase.ts';
import type { SubmissionState } from '../submission-state.ts';

const select = {
  id: true,
  state: true,
  listed: true,
  entry: {
    select: {
      members: { select: { userId: true } },
      challenge: { select: { opensAt: true, closesAt: true, publishedAt: true } },
    },
  },
} as const;

/** Who a person is to a submission: whether they may see all of it and cancel it. */
export interface SubmissionAccess {
  state: SubmissionState;
  /** A member of its entry or an organiser. */
  own: boolean;
}

/**
 * Finds a submission that a person may see: members of its entry and organisers each, everybody those that are scored and
 * that their entry lists; once the results are out all are listed.
 * What somebody may not see is to them as if it were not there: AppError `no-such-submission`.
 */
export async function findVisibleSubmission(person: Person | null, id: string): Promise<SubmissionAccess> {
  const found = await db().submission.findUnique({ where: { id }, select });
  const own =
    hasRole(person, 'organiser') ||
    (found?.entry.members.some(({ userId }) => userId === person?.id) ?? false);
  const listed = found && (found.listed || phaseAt(found.entry.challenge, new Date()) === 'published');
  if (found && (own || (found.state === 'scored' && listed))) return { state: found.state, own };
  throw new AppError(
    'not-found',
    'no-such-submission',
    `There is no submission ${id} that you may see. Those not scored yet are shown to their entry alone: sign in as one of it.`,
  );
}

/** As `findVisibleSubmission`, for what only members of the entry and organisers may do. */
export async function findOwnSubmission(person: Person, id: string): Promise<SubmissionAccess> {
  const found = await findVisibleSubmission(person, id);
  if (found.own) return found;
  throw new AppError(
    'forbidden',
    'not-your-submission',
    'Only members of its entry and organisers may do that.',
  );
}
