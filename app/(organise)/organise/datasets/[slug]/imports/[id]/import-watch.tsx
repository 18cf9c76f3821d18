'use client';

import type { ImportSummary } from '#lib/datasets/import-views';
import { bytesText } from '@/_components/bytes-text';
import { LiveRegion } from '@/_components/live-region';
import { ProgressBar } from '@/_components/progress-bar';
import { useRefreshOnce, useWatched } from '@/_components/use-watched';

type Progress = Pick<
  ImportSummary,
  | 'state'
  | 'done'
  | 'added'
  | 'refused'
  | 'passed'
  | 'stalled'
  | 'imagesPerSecond'
  | 'bytesPerSecond'
  | 'secondsLeft'
>;

/** Follows an import that is under way and shows the page anew once it is over. The page may be left meanwhile. */
export function ImportWatch({ slug, id, progress: first }: { slug: string; id: string; progress: Progress }) {
  const [progress] = useWatched(`datasets/${slug}/imports/${id}`, first, isUnderWay);
  useRefreshOnce(!isUnderWay(progress));

  const { state, done, passed, secondsLeft } = progress;
  const name = state === 'queued' ? 'Waiting for a worker' : 'Taking the images in';
  return (
    <div className="max-w-xl">
      {state === 'running' && passed === null ? (
        <p className="font-medium tabular-nums">
          {name}: {done.toLocaleString('en')} files so far
        </p>
      ) : (
        <ProgressBar
          name={name}
          value={state === 'queued' ? null : Math.floor(100 * (passed ?? 0))}
          max={100}
          unit="%"
          {...(secondsLeft !== null && { secondsLeft })}
        />
      )}
      <p className="mt-1 text-sm text-ink-soft tabular-nums">{detailOf(progress)}</p>
      <p className="mt-3 text-ink-soft">You may leave this page; it goes on by itself.</p>
      <LiveRegion>{state === 'running' ? 'The images are being taken in' : ''}</LiveRegion>
    </div>
  );
}

const isUnderWay = ({ state }: Progress) => state === 'queued' || state === 'running';

function detailOf({
  state,
  done,
  added,
  refused,
  stalled,
  imagesPerSecond,
  bytesPerSecond,
}: Progress): string {
  if (state === 'queued') return 'Nothing has to be done.';
  if (stalled) return 'Its worker has fallen silent; another goes on where it stopped within a minute.';
  const count = (value: number) => value.toLocaleString('en');
  return [
    `${count(done)} files, ${count(added)} added, ${count(refused)} refused`,
    imagesPerSecond !== null && `${imagesPerSecond.toFixed(imagesPerSecond < 10 ? 1 : 0)} files a second`,
    bytesPerSecond !== null && `${bytesText(bytesPerSecond)} a second`,
  ]
    .filter(Boolean)
    .join(', ');
}
