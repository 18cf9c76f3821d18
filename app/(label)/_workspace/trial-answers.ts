import type { ClaimTrialInput } from '#lib/labelling/trial';
import type { Store } from './outbox';

const KEY = 'imagenest-trial-answers';

/** The trial pages that were answered in this browser and belong to nobody yet. */
export function readTrials(store: Store): ClaimTrialInput[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** Keeps an answered trial page. Gives whether the browser let it. */
export function keepTrial(store: Store, trial: ClaimTrialInput): boolean {
  return write(store, [...readTrials(store), trial]);
}

export function dropTrial(store: Store, { token }: ClaimTrialInput): void {
  write(
    store,
    readTrials(store).filter((trial) => trial.token !== token),
  );
}

function write(store: Store, trials: ClaimTrialInput[]): boolean {
  try {
    if (trials.length === 0) store.removeItem(KEY);
    else store.setItem(KEY, JSON.stringify(trials));
    return true;
  } catch {
    return false;
  }
}
