import type { ScoringProgress } from '#lib/scoring/run/scoring-run';

/** Where progress is shown; standard error, but for tests. */
interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

const BAR = 30;
/** Milliseconds between two reports: a bar moves, lines come now and then. */
const EVERY = { bar: 100, lines: 10_000 };

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
  stream: ProgressStream = process.stderr,
  now = () => performance.now(),
): { update(progress: ScoringProgress): void; end(): void } {
  const bar = stream.isTTY === true;
  let last = bar ? Number.NEGATIVE_INFINITY : now();
  let drawn = false;
  return {
    update({ done, total, secondsLeft }) {
      if (now() - last < (bar ? EVERY.bar : EVERY.lines)) return;
      last = now();
      const left = secondsLeft === null ? '' : `, ${showDuration(secondsLeft)} left`;
      const text = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} images${left}`;
      if (bar) {
        const filled = Math.round((done / total) * BAR);
        stream.write(`\r\u001b[K${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${text}`);
        drawn = true;
      } else stream.write(`${text}\n`);
    },
    end() {
      if (drawn) stream.write('\r\u001b[K');
    },
  };
}
