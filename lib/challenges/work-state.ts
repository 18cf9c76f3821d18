/** How work that somebody waits for stands, in their words. */
export type WorkState = 'waiting' | 'running' | 'done' | 'failed';

/** The same by the state that is kept. */
export const workStates = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'failed',
} as const satisfies Record<string, WorkState>;
