/** What may be behind a labeler's answers. */
export type Story =
  /** They look, and mostly know. */
  | 'honest'
  /** They answer by lot, whatever the unit is. */
  | 'random'
  /** They give one answer whatever the unit is. */
  | 'same'
  /** They know, and say something else. */
  | 'wrong';

/** One way in which a story may go, and how likely it is among the ways of its story. */
export interface Way {
  story: Story;
  weight: number;
}

/** One vote as it is weighed. */
export interface Weighed {
  answer: number;
  /** The chance that it is right, by others and gold. */
  chance: number;
  /** How often it would be right of the labeler's units, whichever it is given. */
  usual: number;
}

/** No consensus is surer than this: some units are hard, and honest people err together there. */
export const DOUBT = 0.03;
