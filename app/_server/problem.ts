import { randomUUID } from 'node:crypto';
import { AppError, type ErrorKind } from '#lib/core/errors';
import { log } from '#lib/infra/log';

const statusOf: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  'too-large': 413,
  exhausted: 429,
  unavailable: 503,
};

/** What people are told of an error: an AppError's own code and words, or an id that stands in the log. */
export function explain(error: unknown): { kind: ErrorKind | 'fault'; code: string; message: string } {
  if (error instanceof AppError) return { kind: error.kind, code: error.code, message: error.message };
  const id = randomUUID();
  log.error({ id, error: error instanceof Error ? error.stack : String(error) }, 'unexpected error');
  return {
    kind: 'fault',
    code: 'internal',
    message: `Something broke on our side; nothing of yours was lost. Try again, and if it stays tell an organiser ${id}.`,
  };
}

/** An error as an RFC 9457 problem document. */
export function problem(error: unknown): Response {
  const { kind, code, message } = explain(error);
  const status = kind === 'fault' ? 500 : statusOf[kind];
  const details = error instanceof AppError ? error.details : {};
  return Response.json(
    {
      ...details,
      type: `/docs/errors#${code}`,
      title: code.replaceAll('-', ' '),
      status,
      code,
      detail: message,
    },
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  );
}
