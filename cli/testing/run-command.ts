import { spawn } from 'node:child_process';
import path from 'node:path';

const command = path.resolve(import.meta.dirname, '../imagenest.mjs');

/** How a command ended, and all that it wrote. */
export interface CommandEnd {
  code: number | null;
  output: string;
  errors: string;
}

/** Runs `imagenest` in a process of its own until it ends. */
export async function runCommand(...args: string[]): Promise<CommandEnd> {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, errors };
}
