import type { ScoringProgress } from '#lib/scoring/run/scoring-run';
import { type ProgressStream, progressLine } from '../progress-line.ts';

const BAR = 30;

/** Time left as people say it: `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function showDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const pad = (value: number) => String(value).padStart(2, '0');
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3_600)} h ${pad(Math.floor((whole % 3_600) / 60))} min`;
}

/** Shows how far the work is: a bar with the time left on a terminal, elsewhere a line every ten seconds. */
export function showProgress(
  stream?: ProgressStream,
  now?: () => number,
): { update(progress: ScoringProgress): void; end(): void } {
  const line = progressLine(stream, now);
  return {
    update({ done, total, secondsLeft }) {
      line.show(() => {
        const left = secondsLeft === null ? '' : `, ${showDuration(secondsLeft)} left`;
        const text = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} images${left}`;
        if (!line.terminal) return text;
        const filled = Math.round((done / total) * BAR);
        return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${text}`;
      });
    },
    end: line.end,
  };
}
