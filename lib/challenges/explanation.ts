import type { SynsetName } from '#lib/hierarchy/synset-views';
import type { WorkState } from './work-state.ts';

/** One of a model's guesses. */
export interface ExplainedGuess {
  synset: SynsetName;
  /** Of a question of yes or no: that it is yes. */
  probability: number;
  /** From the root of the hierarchy down to the noun, the noun last. */
  path: SynsetName[];
  /**
   * What the guess costs by ILSVRC's hierarchical error: 0 where it is right, else the height of the lowest noun above both. Null
   * where the label is not known.
   */
  cost: number | null;
}

/** How much each part of an image made of a noun's probability: cells row after row from the top. */
export interface HeatMapView {
  rows: number;
  columns: number;
  values: number[];
}

/** Why a model answered as it did on an image. */
export interface ShownExplanation {
  /** How outputs became probabilities. */
  form: 'as-given' | 'softmax' | 'logistic';
  /** Random masks that RISE used. */
  masks: number;
  /** How often the model was run in all. */
  runs: number;
  /** The size that the model saw the image in. */
  height: number;
  width: number;
  /** What people say that the image shows; null where that is not known. */
  label: SynsetName | null;
  /** Of a question of yes or no: a probability from here on is a yes; else null. */
  threshold: number | null;
  guesses: ExplainedGuess[];
  /** What made each guess; and the label, where it is none of them. */
  maps: { synset: SynsetName; probability: number; occlusion: HeatMapView; rise: HeatMapView }[];
}

/** An explanation as it stands. */
export interface ExplanationView {
  state: 'none' | WorkState;
  runsDone: number;
  runsTotal: number;
  secondsLeft: number | null;
  /** Why there is none, with what to do. */
  problem: string | null;
  answer: ShownExplanation | null;
}

/** What is told meanwhile of an image that is kept nowhere, and at last. */
export type PassingExplanation =
  | { kind: 'waiting' }
  | { kind: 'running'; runsDone: number; runsTotal: number; secondsLeft: number }
  | { kind: 'refused'; code: string; message: string }
  | {
      kind: 'done';
      answer: ShownExplanation;
      /** The pixels that the model saw, as a PNG in base64. */
      shown: string;
    };

/** How large an image may be that is asked about, in bytes. */
export const MOST_ASKED_BYTES = 10_000_000;
