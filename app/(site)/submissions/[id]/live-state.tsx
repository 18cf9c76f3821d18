'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { SubmissionStatus } from '#lib/challenges/server/read-status';
import { isFinal } from '#lib/challenges/submission-state';
import { LiveRegion } from '@/_components/live-region';
import { ProgressBar } from '@/_components/progress-bar';
import { StateLine } from '@/_components/state-line';
import { type StateEvent, stateSteps } from './state-steps';

type LiveStateProps = {
  id: string;
  /** How it stood when the page was made. */
  status: SubmissionStatus;
  events: readonly StateEvent[];
};

/** A submission's way from upload to score, followed live until it is final. */
export function LiveState({ id, status, events }: LiveStateProps) {
  const router = useRouter();
  const [live, setLive] = useState(status);
  const over = isFinal(status.state);

  useEffect(() => {
    if (over) return;
    const source = new EventSource(`/api/v1/submissions/${id}/events`);
    let last = status.state;
    source.addEventListener('status', (event) => {
      const next = JSON.parse(event.data) as SubmissionStatus;
      setLive(next);
      // The server knows the times of the steps, and the score once it is there.
      if (last !== next.state) router.refresh();
      last = next.state;
      if (!isFinal(next.state)) return;
      source.close();
      router.refresh();
    });
    return () => source.close();
  }, [id, over, router, status.state]);

  // A page made anew is ahead of the last event.
  const shown = over ? status : live;
  return (
    <div className="flex flex-col gap-6">
      <StateLine name="From upload to score" steps={stateSteps(events, shown.state)} />
      <LiveRegion>{`The submission is ${shown.state}.`}</LiveRegion>
      {!isFinal(shown.state) && (
        <div className="max-w-xl">
          <Progress status={shown} />
        </div>
      )}
    </div>
  );
}

const leave = 'You can leave this page; it goes on.';

function Progress({ status }: { status: SubmissionStatus }) {
  if (status.state === 'uploaded' || status.state === 'checking') {
    return <ProgressBar name="The file is checked" value={null} max={1} detail={leave} />;
  }
  if (status.state !== 'scoring') {
    const place = status.place === null ? 'Waiting' : `Number ${status.place} in the queue`;
    return <ProgressBar name={place} value={null} max={1} detail={leave} />;
  }
  if (status.imagesTotal === 0) {
    const first = 'The model is loaded and tried on its first images';
    return <ProgressBar name={first} value={null} max={1} detail={leave} />;
  }
  return (
    <ProgressBar
      name="Scoring on the held-out images"
      value={status.imagesDone}
      max={status.imagesTotal}
      unit="images"
      secondsLeft={status.secondsLeft ?? undefined}
      detail={leave}
    />
  );
}
