'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { LiveRegion } from '@/_components/live-region';
import { StateLine } from '@/_components/state-line';

const EVERY_MS = 1000;

type Pending = 'queued' | 'running';

/** Follows a freeze that is under way and shows the page anew once it is over. The page may be left meanwhile. */
export function FreezeWatch({
  slug,
  number,
  state: first,
}: {
  slug: string;
  number: number;
  state: Pending;
}) {
  const router = useRouter();
  const [state, setState] = useState<Pending>(first);

  useEffect(() => {
    const ask = async () => {
      const response = await fetch(`/api/v1/datasets/${slug}/versions/${number}`).catch(() => null);
      if (!response?.ok) return;
      const { state: now } = (await response.json()) as { state: string };
      if (now === 'queued' || now === 'running') setState(now);
      else router.refresh();
    };
    const timer = setInterval(ask, EVERY_MS);
    return () => clearInterval(timer);
  }, [slug, number, router]);

  const running = state === 'running';
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
