/**
 * Keeps what `read` gives for a key for so many milliseconds, so that what changes slowly is not read each time; who asks while it is
 * read waits for the same. What it throws is not kept. Of at most so many keys: with one more all are let go.
 */
export function keptFor<Value>(
  { milliseconds, keys }: { milliseconds: number; keys: number },
  read: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { until: number; value: Promise<Value> }>();
  return (key) => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.value;
    if (kept.size >= keys) kept.clear();
    const reading = { until: Date.now() + milliseconds, value: read(key) };
    kept.set(key, reading);
    reading.value.catch(() => {
      if (kept.get(key) === reading) kept.delete(key);
    });
    return reading.value;
  };
}
