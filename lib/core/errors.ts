/**
 * What kind of refusal an error is. The HTTP status and the exit code are decided from it at the edge, nowhere else.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'too-large'
  | 'exhausted'
  | 'unavailable';

/**
 * A refusal that a person can act on. `code` is stable and scripted against (`kebab-case`); `message` says what was
 * found, what was expected and what to do. Anything thrown that is not an AppError is a fault of ours and reaches people
 * only as an id that stands in the log.
 */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  /** Further facts for programs: offending field, limit, time of the next chance. Never a secret. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    options: { details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.details = options.details ?? {};
  }
}
