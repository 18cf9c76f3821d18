/**
 * Keeps what `read` gives for a key for so many milliseconds, so that what changes slowly is not read each time. Of at most so many
 * keys: with one more all are let go.
 */
export function keptFor<Value>(
  { milliseconds, keys }: { milliseconds: number; keys: number },
  read: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { until: number; value: Value }>();
  return async (key) => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.value;
    const value = await read(key);
    if (kept.size >= keys) kept.clear();
    kept.set(key, { until: Date.now() + milliseconds, value });
    return value;
  };
}
