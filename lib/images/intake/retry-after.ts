/** Milliseconds to wait that a Retry-After header asks for, in seconds or until a date (RFC 9110 10.2.3); undefined where it asks for none. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const said = header?.trim();
  if (!said) return undefined;
  if (/^\d+$/.test(said)) return Number(said) * 1000;
  const until = Date.parse(said);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}
