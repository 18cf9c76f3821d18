import type { Store } from './stored-list';

/** The browser's storage, looked up when it is used: already naming it throws where the browser forbids it. */
export const browserStore: Store = {
  getItem: (key) => window.localStorage.getItem(key),
  setItem: (key, value) => window.localStorage.setItem(key, value),
  removeItem: (key) => window.localStorage.removeItem(key),
};
