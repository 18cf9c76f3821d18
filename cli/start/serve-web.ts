import path from 'node:path';

/**
 * How V8 collects garbage in the web server. With its own measures it marks the whole heap every 7 to 50 seconds, 30 to 40 ms
 * during which nobody is answered, since it takes the pauses between requests for a reason to keep the heap small. Up to
 * 512 MB it is left alone here, and what is young is collected on the one thread that waits for it anyway, in pieces of 16 MB
 * (docs/decisions/nouns-by-lot.md tells what that gains).
 */
const heapOptions = [
  '--no-memory-reducer',
  '--initial-old-space-size=512',
  '--min-semi-space-size=16',
  '--no-parallel-scavenge',
];

/** What `node` is given to serve the product as built. The Dockerfile says the same. */
export function webArguments(projectFolder: string, host: string, port: number): string[] {
  return [...heapOptions, ...nextArguments('start', projectFolder, host, port)];
}

/** What `node` is given to serve the sources as they are, and as they become. */
export function devArguments(projectFolder: string, host: string, port: number): string[] {
  return nextArguments('dev', projectFolder, host, port);
}

function nextArguments(
  command: 'start' | 'dev',
  projectFolder: string,
  host: string,
  port: number,
): string[] {
  const next = path.join(projectFolder, 'node_modules', 'next', 'dist', 'bin', 'next');
  return [next, command, '-H', host, '-p', String(port)];
}
