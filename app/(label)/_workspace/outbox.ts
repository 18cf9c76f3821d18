import type { FlagReason } from '#lib/labelling/flag-reason';
import type { VoteInput } from '#lib/labelling/vote';
import { readList, type Store, writeList } from '@/_components/stored-list';

interface OfAssignment {
  /** The slug of its campaign. */
  campaign: string;
  assignmentId: string;
}

/** What a labeler did and the server is to hear of. */
export type Deed = OfAssignment &
  (
    | { does: 'vote'; votes: VoteInput[] }
    | { does: 'undo'; unitIds: number[] }
    | { does: 'flag'; unitId: number; reason: FlagReason; comment: string }
    | { does: 'unflag'; unitId: number }
  );

/** A deed that waits; `tried` once it was on its way, from when on the server may know it although it did not say so. */
export type WaitingDeed = Deed & { id: string; tried?: true };

/** The deeds of one person that the server has not confirmed yet, in the order they were done. They outlive the page. */
export interface Outbox {
  all(): WaitingDeed[];
  add(deed: Deed): void;
  markTried(id: string): void;
  drop(id: string): void;
}

/** Opens the outbox of a person. Where the browser refuses to store, it lasts as long as the page. */
export function openOutbox(store: Store, personId: string): Outbox {
  const key = `imagenest-unsent/${personId}`;
  let inMemory: WaitingDeed[] | null = null;

  const all = (): WaitingDeed[] => (inMemory ? [...inMemory] : readList(store, key));
  const write = (deeds: WaitingDeed[]) => {
    inMemory = writeList(store, key, deeds) ? null : deeds;
  };

  return {
    all,
    add: (deed) => write([...all(), { ...deed, id: newId() }]),
    markTried: (id) => write(all().map((deed) => (deed.id === id ? { ...deed, tried: true } : deed))),
    drop: (id) => write(all().filter((deed) => deed.id !== id)),
  };
}

/** The units with a vote that waits, and is not taken back by what waits behind it. */
export function unsentUnits(deeds: readonly Deed[]): Set<number> {
  const units = new Set<number>();
  for (const deed of deeds) {
    if (deed.does === 'vote') for (const { unitId } of deed.votes) units.add(unitId);
    if (deed.does === 'undo') for (const unitId of deed.unitIds) units.delete(unitId);
  }
  return units;
}

function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
