import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '#lib/core/errors';
import { findProgram } from './find-program.ts';

/** `best`: every layer that the system has. `required`: refuses to run without the strong ones. */
export type Isolation = 'best' | 'required';

export interface SealLimits {
  /** Bytes of private memory, past which allocation fails. */
  dataBytes: number;
  /** Seconds of processor time, all threads together, past which the system ends the process. */
  cpuSeconds: number;
}

/** A command line that runs the sealed process, and the names of the layers around it, outermost first. */
export interface SealedCommand {
  file: string;
  args: string[];
  layers: string[];
}

/** What runs within the seal. */
export interface SealedProgram {
  /** A file of child/. */
  script: string;
  /** The one folder that it may write to, and the largest size of a file there; without it nothing is written. */
  writes?: { folder: string; bytes: number };
  /**
   * The one file beside its own that it may read; its path there is the last argument. Not an open descriptor: what runs as
   * the file's owner can open that again for writing (/proc/self/fd), which a read-only mount forbids.
   */
  reads?: string;
}

/** A layer: makes a command run within it. */
interface Layer {
  name: string;
  wrap(command: readonly string[], limits: SealLimits, program: SealedProgram): string[];
}

/** The program that scores. */
export const SCORER: SealedProgram = { script: 'main.mjs' };

const CHILD_FOLDER = fileURLToPath(new URL('./child/', import.meta.url));
/** Where the sealed process finds its files under bubblewrap, which shows it no path of this machine. */
const SEALED_ROOT = '/scorer';
const SEALED_FOLDER = `${SEALED_ROOT}/empty`;
const SEALED_FILE = `${SEALED_ROOT}/pixels`;
const SYSTEM_FOLDERS = [
  '/usr',
  '/lib',
  '/lib32',
  '/lib64',
  '/bin',
  '/nix/store',
  '/gnu/store',
  '/etc/ld.so.cache',
  '/sys/devices/system/cpu',
];

/** Folders of the packages that the sealed process loads. */
function runtimeFolders(): { name: string; folder: string }[] {
  const require = createRequire(import.meta.url);
  const runtime = dirname(require.resolve('onnxruntime-node/package.json'));
  const entry = createRequire(join(runtime, 'package.json')).resolve('onnxruntime-common');
  const end = entry.lastIndexOf(join('node_modules', 'onnxruntime-common'));
  const common = join(entry.slice(0, end), 'node_modules', 'onnxruntime-common');
  return [
    { name: 'onnxruntime-node', folder: realpathSync(runtime) },
    { name: 'onnxruntime-common', folder: realpathSync(common) },
  ];
}

function bubblewrap(program: string): Layer {
  const node = realpathSync(process.execPath);
  const sealed = [
    { from: CHILD_FOLDER, to: `${SEALED_ROOT}/child/` },
    ...runtimeFolders().map(({ name, folder }) => ({
      from: folder,
      to: `${SEALED_ROOT}/node_modules/${name}`,
    })),
  ];
  const bind = (from: string, to = from) => ['--ro-bind', from, to];
  const within = (part: string, { writes, reads }: SealedProgram) => {
    const file = reads ? [{ from: reads, to: SEALED_FILE }] : [];
    const folder = writes ? [{ from: writes.folder, to: SEALED_FOLDER }] : [];
    return [...file, ...sealed, ...folder].reduce((text, { from, to }) => text.replaceAll(from, to), part);
  };
  return {
    name: 'bubblewrap',
    wrap: (command, _, sealedProgram) => [
      program,
      ...['--unshare-all', '--unshare-user', '--uid', '65534', '--gid', '65534', '--hostname', 'scorer'],
      ...['--cap-drop', 'ALL', '--new-session', '--die-with-parent', '--clearenv'],
      ...SYSTEM_FOLDERS.filter(existsSync).flatMap((folder) => bind(folder)),
      ...bind(node),
      ...sealed.flatMap(({ from, to }) => bind(from, to)),
      // It may have been evicted since.
      ...(sealedProgram.reads ? ['--ro-bind-try', sealedProgram.reads, SEALED_FILE] : []),
      ...['--proc', '/proc', '--dev', '/dev'],
      // What is written stays in memory, and goes with the process.
      ...(sealedProgram.writes ? ['--size', String(sealedProgram.writes.bytes), '--tmpfs'] : ['--dir']),
      ...[SEALED_FOLDER, '--chdir', SEALED_FOLDER, '--remount-ro', '/', '--'],
      node,
      ...command.slice(1).map((part) => within(part, sealedProgram)),
    ],
  };
}

function unshare(program: string): Layer {
  return {
    name: 'unshare',
    wrap: (command) => [
      program,
      ...['--user', '--map-root-user', '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child'],
      '--',
      ...command,
    ],
  };
}

function prlimit(program: string): Layer {
  return {
    name: 'prlimit',
    wrap: (command, { dataBytes, cpuSeconds }, { writes }) => [
      program,
      ...[`--data=${dataBytes}`, `--cpu=${cpuSeconds}`, '--core=0', '--nofile=256'],
      `--fsize=${writes?.bytes ?? 0}`,
      '--',
      ...command,
    ],
  };
}

/**
 * Node's own permission model: reads only what it needs, writes nothing, starts nothing. What is written to the one
 * folder is written by onnxruntime itself, so that only reading it is allowed here.
 */
function nodePermission(): Layer {
  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const folders = [CHILD_FOLDER, ...runtimeFolders().map(({ folder }) => folder)];
  const allow = (folder: string) => `--allow-fs-read=${join(folder, '*')}`;
  const read = folders.map(allow);
  return {
    name: 'node-permission',
    wrap: ([file, ...args], _, { writes, reads }) => [
      ...[file as string, flag, ...read, ...(writes ? [allow(writes.folder)] : [])],
      ...(reads ? [`--allow-fs-read=${reads}`] : []),
      ...['--allow-addons', '--allow-worker', ...args],
    ],
  };
}

const node = () => [process.execPath, '--no-warnings', '--max-old-space-size=256'];
const PROBE_LIMITS: SealLimits = { dataBytes: 4 * 1024 ** 3, cpuSeconds: 60 };

/** Whether the sealed process comes up within these layers: it is asked to load onnxruntime and say so. */
function comesUp(layers: readonly Layer[]): Promise<boolean> {
  const [file, ...args] = compose(layers, PROBE_LIMITS, SCORER, ['--probe']) as [string, ...string[]];
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      { env: sealedEnvironment() as NodeJS.ProcessEnv, timeout: 60_000 },
      (error, stdout) => {
        resolve(!error && stdout.includes('onnxruntime is loaded'));
      },
    );
  });
}

/** Wraps outwards: the last layer is the innermost. */
function compose(
  layers: readonly Layer[],
  limits: SealLimits,
  program: SealedProgram,
  extra: readonly string[] = [],
): string[] {
  const { script, reads } = program;
  const command = [...node(), join(CHILD_FOLDER, script), ...extra, ...(reads ? [reads] : [])];
  return layers.reduceRight<string[]>((inner, layer) => layer.wrap(inner, limits, program), command);
}

/** What the sealed process gets of the environment: nothing, but for what Windows needs to start any process. */
export function sealedEnvironment(): Record<string, string> {
  const root = process.env.SystemRoot;
  return process.platform === 'win32' && root ? { SystemRoot: root } : {};
}

/** Finds the layers of this system by trying them: all at once, else each within those found before. */
async function findLayers(): Promise<Layer[]> {
  const named = (name: string, make: (program: string) => Layer) => {
    const program = process.platform === 'linux' ? findProgram(name) : null;
    return program ? [make(program)] : [];
  };
  const limits = named('prlimit', prlimit);
  const namespaces = [...named('bwrap', bubblewrap), ...named('unshare', unshare)];
  const best = [...limits, ...namespaces.slice(0, 1), nodePermission()];
  if (await comesUp(best)) return best;

  const layers: Layer[] = [];
  for (const layer of [...limits, ...namespaces, nodePermission()]) {
    const second = namespaces.includes(layer) && layers.some((chosen) => namespaces.includes(chosen));
    if (!second && (await comesUp([...layers, layer]))) layers.push(layer);
  }
  return layers;
}

let found: Promise<Layer[]> | undefined;

/**
 * The command that runs a program sealed, in every layer that works here; found once a process.
 *
 * `required` needs a namespace without network (bubblewrap; or unshare with Node's permission model, which keeps files
 * away) and prlimit; otherwise throws AppError `isolation-unavailable`, which is not the model's fault.
 */
export async function sealedCommand(
  isolation: Isolation,
  limits: SealLimits,
  program: SealedProgram,
): Promise<SealedCommand> {
  found ??= findLayers();
  const layers = await found;
  const names = layers.map((layer) => layer.name);
  const files =
    names.includes('bubblewrap') || (names.includes('unshare') && names.includes('node-permission'));
  if (isolation === 'required' && !(files && names.includes('prlimit'))) {
    throw new AppError(
      'unavailable',
      'isolation-unavailable',
      `Models may only run sealed here, but the system offers no more than ${names.join(', ') || 'nothing'}. Install bubblewrap and util-linux (prlimit, unshare) and allow user namespaces, or set SCORER_ISOLATION=best.`,
    );
  }
  const [file, ...args] = compose(layers, limits, program) as [string, ...string[]];
  return { file, args, layers: names };
}
