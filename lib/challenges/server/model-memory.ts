import { scoringCapacity } from './scoring-capacity.ts';

// Models of this process that are open hold as much memory as they may come to fill, so that the system never has to end one
// for what others took.

let held = 0;
const waiting: (() => void)[] = [];

/**
 * Waits until `memoryMb` more fit beside what other models hold, and holds them; a model that may fill more than there is
 * runs alone. `makeRoom` is asked to let go of what only waits, and says whether it did. Gives what lets go again.
 */
export async function holdMemory(memoryMb: number, makeRoom: () => Promise<boolean>): Promise<() => void> {
  while (held > 0 && held + memoryMb > scoringCapacity().memoryMb) {
    if (await makeRoom()) continue;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  held += memoryMb;
  return () => {
    held -= memoryMb;
    for (const resolve of waiting.splice(0)) resolve();
  };
}
