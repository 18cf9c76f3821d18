import { HOSTILE_FILES } from './hostile-files.ts';
import { HOSTILE_GRAPHS } from './hostile-graphs.ts';
import { HOSTILE_INTERFACES } from './hostile-interfaces.ts';
import type { HostileModel } from './hostile-model.ts';
import { HOSTILE_RUNS } from './hostile-runs.ts';

/** Models that must be refused: broken files, forbidden graphs, unfit inputs and outputs, and bad manners when run. */
export const HOSTILE_MODELS: readonly HostileModel[] = [
  ...HOSTILE_FILES,
  ...HOSTILE_GRAPHS,
  ...HOSTILE_INTERFACES,
  ...HOSTILE_RUNS,
];
