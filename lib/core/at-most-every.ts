/** Calls `say` at most once in so many milliseconds: of what comes sooner nothing is said. */
export function atMostEvery<Args extends unknown[]>(
  milliseconds: number,
  say: (...args: Args) => void,
): (...args: Args) => void {
  let said = Number.NEGATIVE_INFINITY;
  return (...args) => {
    const now = performance.now();
    if (now - said < milliseconds) return;
    said = now;
    say(...args);
  };
}
