import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { type Isolation, type SealedProgram, sealedCommand, sealedEnvironment } from './isolation-layers.ts';
import { makePrivateFolder } from './private-folder.ts';
import { type Budget, GRACE_SECONDS, SealedProcess } from './sealed-process.ts';

/** A process within its seal, which comes up and waits for its first request. */
export interface StartedProcess {
  sealed: SealedProcess;
  /** The layers around it, outermost first. */
  layers: readonly string[];
  /** What its guard has to know, for the first request. */
  guard: { limitBytes: number; intervalMs: number };
  /** Ends it and waits until nothing of it is left. */
  close(): Promise<void>;
}

const MEBIBYTE = 1024 ** 2;
/** Private memory of Node and onnxruntime themselves, thread stacks included, on top of the budget. */
const OWN_DATA_BYTES = 768 * MEBIBYTE;
const GUARD_INTERVAL_MS = 50;

/**
 * Starts a program in the seal: no environment, a private folder, and in every layer that the system has. `programIn` gives
 * the program, told its folder. Throws AppError `isolation-unavailable`, and an Error for a program that may write where
 * isolation is required and only bubblewrap could confine it.
 */
export async function startSealed(
  budget: Budget,
  isolation: Isolation,
  programIn: (folder: string) => SealedProgram,
): Promise<StartedProcess> {
  const folder = await makePrivateFolder();
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const program = programIn(folder);
    const limits = {
      dataBytes: budget.memoryMb * MEBIBYTE + OWN_DATA_BYTES,
      cpuSeconds: Math.ceil((budget.seconds + GRACE_SECONDS) * (budget.threads + 1)) + 10,
    };
    const command = await sealedCommand(isolation, limits, program);
    if (program.writes && isolation === 'required' && !command.layers.includes('bubblewrap')) {
      throw new Error('a program that writes needs bubblewrap where isolation is required');
    }
    const child = spawn(command.file, command.args, {
      cwd: folder,
      env: sealedEnvironment() as NodeJS.ProcessEnv,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    const sealed = new SealedProcess(child, budget);
    return {
      sealed,
      layers: command.layers,
      guard: { limitBytes: budget.memoryMb * MEBIBYTE, intervalMs: GUARD_INTERVAL_MS },
      close: async () => {
        sealed.stop('closed');
        await sealed.ended;
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
