import { AppError } from '#lib/core/errors';
import { problem } from '@/_server/problem';

/** Addresses of the API that there are not: refused as everything else of it, not by a page for people. */
const refuse = async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  return problem(
    new AppError(
      'not-found',
      'no-such-address',
      `The API has nothing at ${pathname.slice(0, 200)}: see /docs for what there is, and look for a slash or a letter too many.`,
    ),
  );
};

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
