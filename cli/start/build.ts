import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const sources = [
  'app',
  'lib',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the web server where there is no build of just these sources. Gives whether it had to. */
export async function buildWhereMissing(projectFolder: string, logFile: string): Promise<boolean> {
  const stampFile = path.join(projectFolder, '.next', 'imagenest-sources');
  const stamp = await hashSources(projectFolder);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return false;
  await nextBuild(projectFolder, logFile);
  await writeFile(stampFile, stamp);
  return true;
}

async function nextBuild(projectFolder: string, logFile: string): Promise<void> {
  const next = path.join(projectFolder, 'node_modules', 'next', 'dist', 'bin', 'next');
  const chunks: Buffer[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: projectFolder,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const killWithUs = () => child.kill();
    process.once('exit', killWithUs);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.removeListener('exit', killWithUs);
      resolve(code);
    });
  });
  await writeFile(logFile, Buffer.concat(chunks));
  if (code === 0) return;
  const tail = Buffer.concat(chunks).toString('utf8').trim().split('\n').slice(-30).join('\n');
  throw new Error(`The web server could not be built (all of it in ${logFile}):\n${tail}`);
}

async function hashSources(projectFolder: string): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) {
    const root = path.join(projectFolder, source);
    const entries = await readdir(root, { withFileTypes: true, recursive: true }).catch(() => undefined);
    const files = entries
      ? entries
          .filter((entry) => entry.isFile() && !/\.(i?test\.tsx?|md)$/.test(entry.name))
          .map((entry) => path.join(entry.parentPath, entry.name))
      : [root];
    for (const file of files.sort()) {
      hash.update(path.relative(projectFolder, file)).update('\0');
      hash.update(await readFile(file)).update('\0');
    }
  }
  return hash.digest('hex');
}
