'use client';

import { ProgressBar } from '@/_components/progress-bar';
import { useRefreshing } from '@/_components/use-watched';

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
  useRefreshing(true);
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
