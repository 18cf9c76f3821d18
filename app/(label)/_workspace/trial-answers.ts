import type { ClaimTrialInput } from '#lib/labelling/trial';
import { readList, type Store, writeList } from '@/_components/stored-list';

const KEY = 'imagenest-trial-answers';

/** The trial pages that were answered in this browser and belong to nobody yet. */
export function readTrials(store: Store): ClaimTrialInput[] {
  return readList(store, KEY);
}

/** Keeps an answered trial page. Gives whether the browser let it. */
export function keepTrial(store: Store, trial: ClaimTrialInput): boolean {
  return writeList(store, KEY, [...readTrials(store), trial]);
}

export function dropTrial(store: Store, { token }: ClaimTrialInput): void {
  writeList(
    store,
    KEY,
    readTrials(store).filter((trial) => trial.token !== token),
  );
}
