import type { VoteInput } from '#lib/labelling/vote';

/** Votes that are sent together. */
export interface Batch {
  assignmentId: string;
  votes: VoteInput[];
}

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Votes of one person that the server has not confirmed yet; they outlive the page. */
export interface Outbox {
  all(): Batch[];
  put(batch: Batch): void;
  drop(batch: Batch): void;
}

/** Two sendings for the same units, though the answers may differ. */
export const sameBatch = (a: Batch, b: Batch) =>
  a.assignmentId === b.assignmentId && a.votes[0]?.unitId === b.votes[0]?.unitId;

/** Opens the outbox of a person. Where the browser refuses to store, it lasts as long as the page. */
export function openOutbox(store: Store, personId: string): Outbox {
  const key = `imagenest-unsent-votes/${personId}`;
  let inMemory: Batch[] | null = null;

  const all = (): Batch[] => {
    if (inMemory) return [...inMemory];
    try {
      const kept: unknown = JSON.parse(store.getItem(key) ?? '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  const write = (batches: Batch[]) => {
    try {
      if (batches.length === 0) store.removeItem(key);
      else store.setItem(key, JSON.stringify(batches));
      inMemory = null;
    } catch {
      inMemory = batches;
    }
  };

  return {
    all,
    put: (batch) => write([...all().filter((kept) => !sameBatch(kept, batch)), batch]),
    // What was answered anew meanwhile stays.
    drop: (batch) => write(all().filter((kept) => JSON.stringify(kept) !== JSON.stringify(batch))),
  };
}
