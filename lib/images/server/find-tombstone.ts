import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';

/** The refusal of an image that was taken down; undefined for any other. When and why is no secret, what it showed is gone. */
export async function findTombstone(sha256: string): Promise<AppError | undefined> {
  const image = await db().image.findUnique({
    where: { sha256 },
    select: { takedown: { select: { createdAt: true, reason: true } } },
  });
  return image?.takedown ? takenDown(sha256, image.takedown) : undefined;
}

export function takenDown(
  sha256: string,
  { createdAt, reason }: { createdAt: Date; reason: string },
): AppError {
  return new AppError(
    'gone',
    'taken-down',
    `The image ${sha256} was taken down on ${createdAt.toISOString().slice(0, 10)}: ${reason}`,
    { details: { takenDownAt: createdAt } },
  );
}
