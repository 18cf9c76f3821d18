'use client';

import { useEffect, useRef } from 'react';
import { elapsed, pauseWatch, resumeWatch, type Stopwatch, startWatch } from './stopwatch';

/** Measures how long the page of this key has been in sight. Gives a function that reads it, in milliseconds. */
export function useWatch(key: string | undefined): () => number {
  const watch = useRef<Stopwatch>({ since: null, kept: 0 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts a new time
  useEffect(() => {
    watch.current = startWatch(performance.now());
    const onVisibility = () => {
      const step = document.hidden ? pauseWatch : resumeWatch;
      watch.current = step(watch.current, performance.now());
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, [key]);

  return () => elapsed(watch.current, performance.now());
}
