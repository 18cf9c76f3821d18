'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { LiveRegion } from '@/_components/live-region';
import { StateLine } from '@/_components/state-line';

const EVERY_MS = 1000;
const REFRESH_MS = 10_000;

/** Follows a freeze that is under way and shows the page anew once it is over. The page may be left meanwhile. */
export function FreezeWatch({
  slug,
  number,
  state: first,
}: {
  slug: string;
  number: number;
  state: 'queued' | 'running';
}) {
  const router = useRouter();
  const [state, setState] = useState<string>(first);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const now = await stateNow(slug, number);
      if (now !== undefined) setState(now);
      const over = now !== undefined && now !== 'queued' && now !== 'running';
      if (over) router.refresh();
      // Asked too often, the refreshing of a slow page would begin again and again.
      timer = setTimeout(ask, over ? REFRESH_MS : EVERY_MS);
    };
    timer = setTimeout(ask, EVERY_MS);
    return () => clearTimeout(timer);
  }, [slug, number, router]);

  const running = state !== 'queued';
  return (
    <>
      <StateLine
        name={`Version ${number}`}
        steps={[
          { label: 'Asked for', state: 'done' },
          { label: 'Waiting for a worker', state: running ? 'done' : 'now' },
          { label: 'Being frozen', state: running ? 'now' : 'next' },
          { label: 'Frozen', state: 'next' },
        ]}
      />
      <p className="mt-4 text-ink-soft">You may leave this page; it goes on by itself.</p>
      <LiveRegion>{running ? `Version ${number} is being frozen` : ''}</LiveRegion>
    </>
  );
}

/** Undefined where the server does not answer: it is asked again. */
async function stateNow(slug: string, number: number): Promise<string | undefined> {
  const response = await fetch(`/api/v1/datasets/${slug}/versions/${number}`).catch(() => null);
  return response?.ok ? ((await response.json()) as { state: string }).state : undefined;
}
