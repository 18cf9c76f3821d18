/** How `imagenest aggregate` can make labels of votes. */
export const AGGREGATE_METHODS = ['dawid-skene', 'majority', 'wawa', 'one-coin', 'hierarchical'] as const;
export type AggregateMethod = (typeof AGGREGATE_METHODS)[number];
