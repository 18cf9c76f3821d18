import { z } from 'zod';

/** Where a page of a list ended, as text for the next request: opaque to whoever holds it. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** A schema that reads such a text back into the key that the list is ordered by. */
export function cursorSchema<K extends z.ZodType>(key: K) {
  return z.string().transform((text, context): z.infer<K> => {
    const parsed = key.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'must be the nextCursor of the page before' });
    return z.NEVER;
  });
}

/** How long a page of a list may be, with its usual length. */
export function pageLimit(usual: number, most = 100) {
  return z.coerce.number().int().min(1).max(most).default(usual);
}

/** A list cut to pages. */
export interface Page<T> {
  items: T[];
  /** Give it as `cursor` to get what follows; null at the end. */
  nextCursor: string | null;
}

/**
 * Makes a page out of rows of which one more was asked for than the page holds: where that one came there is a next page.
 */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  key: (row: R) => readonly (string | number)[],
  item: (row: R) => T,
): Page<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(item),
    nextCursor: last === undefined ? null : encodeCursor(key(last)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
