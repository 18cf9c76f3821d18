import type { ImportSummary } from '#lib/datasets/import-views';
import { showDuration } from './offline/progress.ts';

type Progress = Pick<
  ImportSummary,
  'done' | 'refused' | 'passed' | 'imagesPerSecond' | 'bytesPerSecond' | 'secondsLeft'
>;

/** How far an import is, in one line: `1,234 files (37 %), 3 refused, 120 files/s, 14.2 MB/s, 2 min 05 s left`. */
export function importProgress(progress: Progress): string {
  const { done, refused, passed, imagesPerSecond, bytesPerSecond, secondsLeft } = progress;
  const share = passed === null ? '' : ` (${Math.floor(100 * passed)} %)`;
  return [
    `${done.toLocaleString('en')} files${share}`,
    refused > 0 && `${refused.toLocaleString('en')} refused`,
    imagesPerSecond !== null && `${imagesPerSecond.toFixed(imagesPerSecond < 10 ? 1 : 0)} files/s`,
    bytesPerSecond !== null && `${(bytesPerSecond / 1e6).toFixed(1)} MB/s`,
    secondsLeft !== null && `${showDuration(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join(', ');
}
