/** Prints one line a step with the time it took. */
export interface Steps {
  /** Runs a step. What it gives as `note` stands behind the line. */
  run<T>(title: string, work: (report: (note: string) => void) => Promise<T>): Promise<T>;
}

/** On a terminal the line of the step at work is redrawn as it reports; elsewhere each step is one line at its end. */
export function printSteps(out: NodeJS.WriteStream): Steps {
  return {
    async run(title, work) {
      const started = performance.now();
      const label = title.padEnd(12);
      let note = '';
      const draw = () => out.write(`\r\x1b[2K  ${label} ${note}`);
      if (out.isTTY) draw();
      const report = (text: string) => {
        note = text;
        if (out.isTTY) draw();
      };
      try {
        const result = await work(report);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        if (out.isTTY) out.write('\r\x1b[2K');
        out.write(`  ${label} ${seconds.padStart(6)} s   ${note}\n`);
        return result;
      } catch (error) {
        if (out.isTTY) out.write('\n');
        throw error;
      }
    },
  };
}
