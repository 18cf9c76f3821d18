/** Where progress is shown; standard error, but for tests. */
export interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds between two reports: a line that is written over moves, new ones come now and then. */
const EVERY = { over: 100, new: 10_000 };

/** A line that says how far work is: written over on a terminal, elsewhere a new one every ten seconds. */
export function progressLine(stream: ProgressStream = process.stderr, now = () => performance.now()) {
  const terminal = stream.isTTY === true;
  let last = terminal ? Number.NEGATIVE_INFINITY : now();
  let drawn = false;
  return {
    terminal,
    /** Shows what `text` gives, unless the last report was a moment ago. */
    show(text: () => string): void {
      if (now() - last < (terminal ? EVERY.over : EVERY.new)) return;
      last = now();
      stream.write(terminal ? `\r\u001b[K${text()}` : `${text()}\n`);
      drawn = terminal;
    },
    /** Wipes a line that is written over. */
    end(): void {
      if (drawn) stream.write('\r\u001b[K');
    },
  };
}
