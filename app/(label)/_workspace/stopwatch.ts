/** Time in which a page was in sight; what passes while it is hidden does not count. In milliseconds of any one clock. */
export interface Stopwatch {
  /** Since when it runs; null while it stands. */
  since: number | null;
  kept: number;
}

/** Nobody looks at a page and answers it sooner: what comes before was meant for the page before, like a second click. */
const LOOKED_AT_MS = 400;

export function isLookedAt(milliseconds: number): boolean {
  return milliseconds >= LOOKED_AT_MS;
}

export function startWatch(now: number): Stopwatch {
  return { since: now, kept: 0 };
}

export function pauseWatch(watch: Stopwatch, now: number): Stopwatch {
  return { since: null, kept: elapsed(watch, now) };
}

export function resumeWatch(watch: Stopwatch, now: number): Stopwatch {
  return watch.since === null ? { ...watch, since: now } : watch;
}

export function elapsed({ since, kept }: Stopwatch, now: number): number {
  return kept + (since === null ? 0 : Math.max(0, now - since));
}
