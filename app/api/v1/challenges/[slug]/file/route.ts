import { z } from 'zod';
import { readChallengeFile } from '#lib/challenges/challenge-file';
import { applyChallenge } from '#lib/challenges/server/apply-challenge';
import { getChallengeFile } from '#lib/challenges/server/get-challenge-file';
import { AppError } from '#lib/core/errors';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

/** The challenge as the YAML that makes it. */
export const GET = route({ params }, async ({ person, params: { slug } }) => {
  const headers = {
    'content-type': 'application/yaml; charset=utf-8',
    'content-disposition': `attachment; filename="${slug}.yaml"`,
  };
  return new Response(await getChallengeFile(person, slug), { headers });
});

const MOST_BYTES = 4_000_000;

/** Applies such a file; its baselines are for the command line, which has their models. */
export const PUT = route({ params }, async ({ person, params: { slug }, request }) => {
  const text = await request.text();
  if (text.length > MOST_BYTES) {
    const message = `The file has ${text.length} characters; at most ${MOST_BYTES} are read. Name its classes by a dataset version instead.`;
    throw new AppError('too-large', 'file-too-large', message);
  }
  const file = readChallengeFile(text);
  if (file.slug !== slug) {
    const message = `The file is of the challenge ${file.slug}, the address of ${slug}: send it to /api/v1/challenges/${file.slug}/file.`;
    throw new AppError('invalid', 'other-slug', message, { details: { field: 'slug' } });
  }
  return applyChallenge(person, slug, file.settings).catch((error: unknown) => {
    throw error instanceof AppError ? file.atLine(error) : error;
  });
});
