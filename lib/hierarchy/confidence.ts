/**
 * What a gallery may ask of its labels: that they are right with at least this probability. Each step has a partial index of
 * version_images and its place in the counts of synset_shares.
 */
export const confidenceSteps = ['0.9', '0.99'] as const;
export type ConfidenceStep = (typeof confidenceSteps)[number];
