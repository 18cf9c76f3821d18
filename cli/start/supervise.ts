import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const MAX_LOG_BYTES = 20_000_000;

export interface ProcessPlan {
  name: string;
  args: readonly string[];
  env: Record<string, string | undefined>;
  cwd: string;
  logFolder: string;
}

/** A child process that is started again whenever it ends unasked. */
export interface Supervised {
  /** Asks it to end; kills it when it has not within the grace time. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Runs a Node process and keeps it running: one that ends unasked is started again, after a second, then two, up to
 * half a minute. It ends by itself when this process is gone, however that happened.
 */
export function supervise(plan: ProcessPlan, say: (line: string) => void): Supervised {
  let child: ChildProcess;
  let stopping = false;
  let failures = 0;
  const log = openLog(plan);
  const watchParent = path.join(import.meta.dirname, 'end-with-parent.mjs');

  const launch = (): void => {
    const started = Date.now();
    child = spawn(process.execPath, ['--import', new URL(`file://${watchParent}`).href, ...plan.args], {
      cwd: plan.cwd,
      env: plan.env as NodeJS.ProcessEnv,
      // A group of its own: Ctrl-C reaches it only through `stop`, in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      failures = Date.now() - started > 60_000 ? 1 : failures + 1;
      const wait = Math.min(1000 * 2 ** (failures - 1), 30_000);
      say(
        `The ${plan.name} process ended (${signal ?? `code ${code}`}); it starts again in ${wait / 1000} s.`,
      );
      setTimeout(() => !stopping && launch(), wait);
    });
  };
  launch();

  return {
    async stop(graceMs) {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        child.kill('SIGTERM');
        const killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
        await ended;
        clearTimeout(killer);
      }
      await new Promise<void>((resolve) => log.end(resolve));
    },
  };
}

function openLog({ name, logFolder }: ProcessPlan) {
  mkdirSync(logFolder, { recursive: true });
  const file = path.join(logFolder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a' });
}
