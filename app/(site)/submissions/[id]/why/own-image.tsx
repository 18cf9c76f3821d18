'use client';

import { useEffect, useState } from 'react';
import { MOST_ASKED_BYTES, type PassingExplanation } from '#lib/challenges/explanation';
import { Callout } from '@/_components/callout';
import { FileField } from '@/_components/file-field';
import { LiveRegion } from '@/_components/live-region';
import { ProgressBar } from '@/_components/progress-bar';
import { AnswerView } from './answer-view';
import { readEvents } from './read-events';

type Model = { id: string; name: string };

/** An image of the reader's own, explained by each of these models. It is kept nowhere: it is gone with the page. */
export function OwnImage({ models }: { models: readonly Model[] }) {
  const [file, setFile] = useState<{ file: File; chosen: number }>();
  const tooLarge = file !== undefined && file.file.size > MOST_ASKED_BYTES;
  return (
    <div>
      <div className="max-w-xl">
        <FileField
          name="image"
          label="An image of your own"
          hint="JPEG, PNG, WebP, GIF or TIFF of at most 10 MB. It goes to the model and nowhere else: nothing of it is kept."
          accept="image/jpeg,image/png,image/webp,image/gif,image/tiff"
          error={tooLarge ? 'This file has more than 10 MB. Choose a smaller one.' : undefined}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            setFile(chosen && { file: chosen, chosen: Date.now() });
          }}
        />
      </div>
      {file !== undefined && !tooLarge && (
        <div className="mt-6 grid gap-10">
          {models.map((model) => (
            <Asked key={`${model.id} ${file.chosen}`} model={model} image={file.file} />
          ))}
        </div>
      )}
    </div>
  );
}

function Asked({ model, image }: { model: Model; image: File }) {
  const [told, setTold] = useState<PassingExplanation>({ kind: 'waiting' });

  useEffect(() => {
    const left = new AbortController();
    void follow(model.id, image, left.signal, setTold);
    return () => left.abort();
  }, [model.id, image]);

  return (
    <section aria-label={model.name} className="@container min-w-0">
      <h3 className="mb-3 text-lg font-semibold">{model.name}</h3>
      <LiveRegion>{told.kind === 'done' ? `${model.name} is explained.` : ''}</LiveRegion>
      {told.kind === 'done' ? (
        <AnswerView answer={told.answer} src={`data:image/png;base64,${told.shown}`} />
      ) : told.kind === 'refused' ? (
        <Callout tone="warn" title="Not explained">
          {told.message}
        </Callout>
      ) : (
        <ProgressBar
          name="The model looks at the image, part by part"
          value={told.kind === 'running' ? told.runsDone : null}
          max={told.kind === 'running' ? told.runsTotal : 1}
          unit="looks"
          secondsLeft={told.kind === 'running' ? told.secondsLeft : undefined}
        />
      )}
    </section>
  );
}

async function follow(
  id: string,
  image: File,
  signal: AbortSignal,
  tell: (told: PassingExplanation) => void,
): Promise<void> {
  const refused = (message: string) => tell({ kind: 'refused', code: '', message });
  try {
    const response = await fetch(`/api/v1/submissions/${id}/ask`, { method: 'POST', body: image, signal });
    if (!response.ok || !response.body) {
      const problem = (await response.json().catch(() => ({}))) as { detail?: string };
      refused(problem.detail ?? `The server answered ${response.status}.`);
      return;
    }
    let last: PassingExplanation['kind'] = 'waiting';
    for await (const told of readEvents<PassingExplanation>(response.body)) {
      last = told.kind;
      tell(told);
    }
    if (last !== 'done' && last !== 'refused') refused('The answer broke off. Choose the image again.');
  } catch {
    if (!signal.aborted) refused('There is no connection to the server. Choose the image again.');
  }
}
