import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { getSubmission, type SubmissionView } from '#lib/challenges/server/get-submission';
import { AppError } from '#lib/core/errors';
import { currentPerson } from '@/_server/session';

/** The submission of an address, read once a request; 404 where there is none that one may see. */
export const loadSubmission = cache(async (id: string): Promise<SubmissionView> => {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await getSubmission(await currentPerson(), id);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
});
