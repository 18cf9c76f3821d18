'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { ProgressBar } from '@/_components/progress-bar';

const LOOK_EVERY_MS = 3_000;

type AssistantWatchProps = {
  name: string;
  /** Whether a worker has taken it up. */
  running: boolean;
  votes: number;
  /** Images that it may still look at; `more` where there are more than were counted. */
  toGo: number;
  more: boolean;
};

/** Follows a model that votes: the page is shown anew every few seconds, and says by itself when it is over. */
export function AssistantWatch({ name, running, votes, toGo, more }: AssistantWatchProps) {
  const router = useRouter();
  const [looking, look] = useTransition();

  useEffect(() => {
    // A look that is under way is waited for: a further one would begin it anew.
    if (looking) return;
    const timer = setTimeout(() => look(() => router.refresh()), LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [looking, router]);

  const begun = running && votes + toGo > 0;
  return (
    <div className="max-w-xl">
      <ProgressBar
        name={running ? `${name} votes` : `${name} waits for a worker`}
        value={begun ? votes : null}
        max={Math.max(votes + toGo, 1)}
        unit={more ? 'images and more' : 'images'}
        detail="You may leave this page; it goes on. Another model can be added once the votes of this one are withdrawn."
      />
    </div>
  );
}
