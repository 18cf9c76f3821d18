'use client';

import { LiveRegion } from '@/_components/live-region';
import { StateLine } from '@/_components/state-line';
import { useRefreshOnce, useWatched } from '@/_components/use-watched';

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
  const [{ state }] = useWatched<{ state: string }>(
    `datasets/${slug}/versions/${number}`,
    { state: first },
    isUnderWay,
  );
  useRefreshOnce(!isUnderWay({ state }));

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

const isUnderWay = ({ state }: { state: string }) => state === 'queued' || state === 'running';
