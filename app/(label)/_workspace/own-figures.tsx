'use client';

import { useEffect, useRef, useState } from 'react';
import type { MyFigures } from '#lib/labelling/labeler-figures';
import { partText } from '@/_components/figure-text';

/** When they are fetched: after the question, which comes first, in ms. */
const LATER_MS = 1_500;

const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/**
 * How one gets on, in one quiet line: today, pace, streak, agreement. `given`: votes since the workspace was opened; `sent`: those of
 * them that the server has.
 */
export function OwnFigures({ given, sent }: { given: number; sent: number }) {
  const figures = useOwnFigures(sent);
  if (!figures) return given > 0 ? <p>{count.format(given)} by you now</p> : null;
  const { today, pace, streak, agreement, before } = figures;
  const now = today + given - before;
  const share = agreement.votes > 0 ? partText(agreement.agreed, agreement.votes) : null;
  return (
    <p className="flex flex-wrap gap-x-3 empty:hidden">
      {now > 0 && <span>{count.format(now)} by you today</span>}
      {pace !== null && <span className="max-md:hidden">{count.format(pace)} an hour</span>}
      {streak > 1 && <span className="max-md:hidden">{streak} days in a row</span>}
      {share !== null && <span className="max-md:hidden">{share} as the others</span>}
    </p>
  );
}

/** `before`: the votes since the workspace was opened that the figures have in them. */
function useOwnFigures(sent: number): (MyFigures & { before: number }) | null {
  const [figures, setFigures] = useState<(MyFigures & { before: number }) | null>(null);
  const latest = useRef(sent);
  latest.current = sent;

  useEffect(() => {
    const request = new AbortController();
    const timer = setTimeout(async () => {
      const before = latest.current;
      // Without them one goes on labelling.
      const response = await fetch('/api/v1/labelers/me', { signal: request.signal }).catch(() => null);
      if (response?.ok) setFigures({ ...((await response.json()) as MyFigures), before });
    }, LATER_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, []);

  return figures;
}
