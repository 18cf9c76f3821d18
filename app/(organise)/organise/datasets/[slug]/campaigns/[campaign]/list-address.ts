import type { z } from 'zod';

type Query = Record<string, string | string[] | undefined>;

/** What a table's address asks for; what is not as it must be is left out, one thing after the other. */
export function parseList<S extends z.ZodObject>(schema: S, query: Query): z.infer<S> {
  const asked = Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => {
      const field = schema.shape[key] as z.ZodType | undefined;
      return field?.safeParse(value).success ? [[key, value]] : [];
    }),
  );
  return schema.parse(asked) as z.infer<S>;
}

/** The address of a table with a search, an order and a place. */
export function listAddress(
  path: string,
  { query, order, cursor }: { query: string; order: string; cursor?: string | null },
): string {
  const parts = new URLSearchParams();
  if (query !== '') parts.set('query', query);
  if (order !== 'need') parts.set('order', order);
  if (cursor) parts.set('cursor', cursor);
  const text = parts.toString();
  return text === '' ? path : `${path}?${text}`;
}
