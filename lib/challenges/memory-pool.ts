/** Memory that is held before it is used, so that the system never has to end one user for what others took. */
export interface MemoryPool {
  /**
   * Waits until `memoryMb` more fit beside what others hold, and holds them; who may fill more than there is runs alone.
   * `makeRoom` is asked to let go of what only waits, and says whether it did. Gives what lets go again.
   */
  hold(memoryMb: number, makeRoom: () => Promise<boolean>): Promise<() => void>;
  /** Has those that wait look again: something that was busy only waits now, and may be asked to let go. */
  lookAgain(): void;
}

/** Opens a pool of so many MB. */
export function openMemoryPool(capacityMb: () => number): MemoryPool {
  let held = 0;
  const waiting: (() => void)[] = [];

  const lookAgain = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  return {
    lookAgain,
    hold: async (memoryMb, makeRoom) => {
      while (held > 0 && held + memoryMb > capacityMb()) {
        if (await makeRoom()) continue;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      held += memoryMb;
      return () => {
        held -= memoryMb;
        lookAgain();
      };
    },
  };
}
