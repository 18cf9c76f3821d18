/**
 * Maps 0..count-1 through `work`, up to `concurrency` at once, and gives the results in order. Stops starting work once
 * the consumer stops or something fails.
 */
export async function* orderedMap<T>(
  count: number,
  concurrency: number,
  work: (index: number) => Promise<T>,
): AsyncGenerator<T, void, void> {
  const running: Promise<T>[] = [];
  let next = 0;
  try {
    while (next < count || running.length > 0) {
      while (next < count && running.length < concurrency) {
        const promise = work(next++);
        // Its failure is met when its turn comes, or not at all where an earlier one ended the work.
        promise.catch(() => {});
        running.push(promise);
      }
      yield (await running.shift()) as T;
    }
  } finally {
    await Promise.allSettled(running);
  }
}
