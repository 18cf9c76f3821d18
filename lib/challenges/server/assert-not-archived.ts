import { AppError } from '#lib/core/errors';

/** Refuses with AppError `challenge-archived` what would change a challenge that was put away for good. */
export function assertNotArchived({ slug, archivedAt }: { slug: string; archivedAt: Date | null }): void {
  if (archivedAt === null) return;
  throw new AppError(
    'conflict',
    'challenge-archived',
    `The challenge ${slug} was archived at ${archivedAt.toISOString()}: nothing of it changes any more. Open the next edition instead.`,
  );
}
