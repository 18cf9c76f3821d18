/** What a model may be, so that reading it costs a bounded amount of time and memory. */
export interface ModelLimits {
  sizeBytes: number;
  /** Nodes, subgraphs and functions included. */
  nodes: number;
  /** Names, attributes and values, taken together. */
  items: number;
  /** Subgraphs within subgraphs. */
  depth: number;
  nameBytes: number;
  tensorElements: number;
  tensorRank: number;
}

export const DEFAULT_MODEL_LIMITS: ModelLimits = {
  sizeBytes: 1024 ** 3,
  nodes: 100_000,
  items: 2_000_000,
  depth: 8,
  nameBytes: 4_096,
  tensorElements: 2 ** 31,
  tensorRank: 16,
};
