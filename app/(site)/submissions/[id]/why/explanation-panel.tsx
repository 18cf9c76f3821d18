'use client';

import { useEffect, useState } from 'react';
import type { ExplanationView } from '#lib/challenges/explanation';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { LiveRegion } from '@/_components/live-region';
import { ProgressBar } from '@/_components/progress-bar';
import { sendJson } from '@/_components/send-json';
import { useWatched } from '@/_components/use-watched';
import { AnswerView } from './answer-view';

type ExplanationPanelProps = {
  submissionId: string;
  /** What the submission is called. */
  name: string;
  sha256: string;
  /** How it stood when the page was made. */
  first: ExplanationView;
};

const isUnderWay = ({ state }: ExplanationView) => state === 'waiting' || state === 'running';

/** Why a model said what it said of one image: asked for as the page is opened, followed until it is there. */
export function ExplanationPanel({ submissionId, name, sha256, first }: ExplanationPanelProps) {
  const path = `submissions/${submissionId}/explanations/${sha256}`;
  const [view, setView] = useWatched(path, first, isUnderWay);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);

  // One that waits is asked for once more, in case that its job was lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for when the page is opened and when a person asks again
  useEffect(() => {
    if (view.state === 'done' || (view.state === 'failed' && asked === 0)) return;
    setProblem(null);
    sendJson<ExplanationView>('POST', path)
      .then((next) => setView(() => next))
      .catch((error: Error) => setProblem(error.message));
  }, [path, asked]);

  const reason = problem ?? view.problem;
  return (
    <section aria-label={name} className="@container min-w-0">
      <h2 className="mb-3 text-lg font-semibold">{name}</h2>
      <LiveRegion>{view.state === 'done' ? `${name} is explained.` : ''}</LiveRegion>
      {view.answer !== null ? (
        <AnswerView answer={view.answer} src={`/api/v1/${path}/shown`} />
      ) : reason !== null ? (
        <Callout
          tone="warn"
          title="Not explained"
          action={
            <Button size="small" onClick={() => setAsked((before) => before + 1)}>
              Ask again
            </Button>
          }
        >
          {reason}
        </Callout>
      ) : (
        <ProgressBar
          name="The model looks at the image, part by part"
          value={view.runsTotal === 0 ? null : view.runsDone}
          max={Math.max(1, view.runsTotal)}
          unit="looks"
          secondsLeft={view.secondsLeft ?? undefined}
        />
      )}
    </section>
  );
}
