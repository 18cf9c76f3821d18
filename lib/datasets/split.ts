export const splits = ['train', 'val', 'test'] as const;
export type Split = (typeof splits)[number];

/** The splits whose labels everybody may see. */
export const openSplits = ['train', 'val'] as const satisfies readonly Split[];
