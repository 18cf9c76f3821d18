/** How fast an import is, over the time that it was at work. */
export interface Pace {
  imagesPerSecond: number | null;
  bytesPerSecond: number | null;
  /** At this pace; null where nobody knows how much there is. */
  secondsLeft: number | null;
}

/** Below so many seconds and so little of the source, nothing can be said. */
const LEAST_SECONDS = 1;
const LEAST_PASSED = 0.001;

/** The pace out of what was done in so many seconds; `passed` is the share of the source that is behind, 0 to 1. */
export function paceOf(work: { done: number; bytes: number; seconds: number; passed: number | null }): Pace {
  const { done, bytes, seconds, passed } = work;
  if (seconds < LEAST_SECONDS) return { imagesPerSecond: null, bytesPerSecond: null, secondsLeft: null };
  return {
    imagesPerSecond: done / seconds,
    bytesPerSecond: bytes / seconds,
    secondsLeft: passed === null || passed < LEAST_PASSED ? null : (seconds * (1 - passed)) / passed,
  };
}
