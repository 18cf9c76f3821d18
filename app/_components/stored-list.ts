/** What of the browser's storage is used. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The list that is stored under a key; empty where there is none, or the browser refuses. */
export function readList<Item>(store: Store, key: string): Item[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** Stores a list under a key. Gives whether the browser let it. */
export function writeList(store: Store, key: string, list: readonly unknown[]): boolean {
  try {
    if (list.length === 0) store.removeItem(key);
    else store.setItem(key, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}
