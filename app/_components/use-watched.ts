'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';

const LOOK_EVERY_MS = 1500;
const SHOW_EVERY_MS = 2500;
/** Asked too often, the refreshing of a slow page would begin again and again. */
const REFRESH_EVERY_MS = 10_000;

/**
 * What a path below /api/v1 answers, asked for again every moment while it is under way; `set` is for what is known without asking.
 * Where the server does not answer, what was known stays and it is asked again.
 */
export function useWatched<Value>(
  path: string,
  first: Value,
  isUnderWay: (value: Value) => boolean,
): [Value, set: (change: (before: Value) => Value) => void] {
  const [value, setValue] = useState(first);
  const underWay = isUnderWay(value);

  useEffect(() => {
    if (!underWay) return;
    const left = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const now = await answerOf<Value>(path, left.signal);
      if (left.signal.aborted) return;
      if (now !== undefined) setValue(now);
      timer = setTimeout(look, LOOK_EVERY_MS);
    };
    timer = setTimeout(look, LOOK_EVERY_MS);
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [path, underWay]);

  return [value, setValue];
}

/** Shows the page anew once something is over, and again until that leads away from what calls this. */
export function useRefreshOnce(over: boolean): void {
  const router = useRouter();

  useEffect(() => {
    if (!over) return;
    router.refresh();
    const timer = setInterval(() => router.refresh(), REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [over, router]);
}

/** Shows the page anew every few seconds while something is under way that it tells of. */
export function useRefreshing(underWay: boolean): void {
  const router = useRouter();
  const [looking, look] = useTransition();

  useEffect(() => {
    // A look that is under way is waited for: a further one would begin it anew.
    if (!underWay || looking) return;
    const timer = setTimeout(() => look(() => router.refresh()), SHOW_EVERY_MS);
    return () => clearTimeout(timer);
  }, [underWay, looking, router]);
}

async function answerOf<Value>(path: string, signal: AbortSignal): Promise<Value | undefined> {
  try {
    const response = await fetch(`/api/v1/${path}`, { signal });
    return response.ok ? ((await response.json()) as Value) : undefined;
  } catch {
    return undefined;
  }
}
