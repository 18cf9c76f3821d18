import 'server-only';
import type { z } from 'zod';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { findPersonByToken } from '#lib/identity/server/api-tokens';
import { problem } from './problem';
import { readBody } from './read-body';
import { currentPerson } from './session';

const MAX_BODY_BYTES = 1_000_000;

type Schema = z.ZodType | undefined;
type Parsed<S extends Schema> = S extends z.ZodType ? z.infer<S> : undefined;

interface Shapes<P extends Schema, Q extends Schema, B extends Schema> {
  params?: P;
  query?: Q;
  /** JSON. Leave it out where the handler reads the request itself. */
  body?: B;
}

interface Call<P extends Schema, Q extends Schema, B extends Schema> {
  person: Person | null;
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
  request: Request;
}

/**
 * Makes a route handler: parses what came in by schemas, finds out who asks, calls the use case and serialises its
 * answer (a Response passes through). Every error leaves as a problem document.
 */
export function route<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(shapes: Shapes<P, Q, B>, handle: (call: Call<P, Q, B>) => Promise<unknown>) {
  return async (request: Request, context: { params: Promise<unknown> }): Promise<Response> => {
    try {
      const person = await caller(request);
      const url = new URL(request.url);
      const answer = await handle({
        person,
        params: parse(shapes.params, await context.params, 'the address'),
        query: parse(shapes.query, Object.fromEntries(url.searchParams), 'the query'),
        body: parse(shapes.body, shapes.body && (await readJson(request)), 'the body'),
        request,
      } as Call<P, Q, B>);
      return answer instanceof Response ? answer : json(answer);
    } catch (error) {
      return problem(error);
    }
  };
}

/** Answers 201 with what was made. */
export function created(value: unknown): Response {
  return json(value, 201);
}

function json(value: unknown, status = 200): Response {
  return Response.json(value ?? null, { status, headers: { 'cache-control': 'private, no-cache' } });
}

/** A script by its token, else a person by the browser's session. */
async function caller(request: Request): Promise<Person | null> {
  const authorization = request.headers.get('authorization');
  if (authorization) {
    const person = await findPersonByToken(authorization.replace(/^Bearer\s+/i, ''));
    if (person) return person;
    throw new AppError(
      'unauthenticated',
      'bad-token',
      'The token is unknown or over: make a new one and send it as "Authorization: Bearer TOKEN".',
    );
  }
  refuseForeignWrite(request);
  return currentPerson();
}

/** The browser adds its cookies to requests that other sites start; a write is taken only from our own pages. */
export function refuseForeignWrite(request: Request): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  const from = origin !== null && URL.canParse(origin) ? new URL(origin).host : origin;
  if (request.headers.has('cookie') && from !== null && from !== host) {
    throw new AppError(
      'forbidden',
      'foreign-origin',
      `This write came from a page of ${origin}; only pages of this site may write in your name.`,
    );
  }
}

async function readJson(request: Request): Promise<unknown> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === undefined) {
    throw new AppError('too-large', 'body-too-large', `The body may have at most ${MAX_BODY_BYTES} bytes.`);
  }
  try {
    return JSON.parse(body.toString('utf8') || 'null');
  } catch {
    throw new AppError('invalid', 'not-json', 'The body is not JSON: send an object as application/json.');
  }
}

function parse(schema: Schema, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    message: issue.message,
  }));
  const told = problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');
  throw new AppError('invalid', 'bad-input', `In ${where}: ${told}.`, { details: { problems } });
}
