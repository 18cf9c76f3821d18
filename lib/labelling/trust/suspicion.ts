import { z } from 'zod';
import type { LabelerVotes } from '../consensus/coded-votes.ts';
import type { NearAnswers } from './near-answers.ts';

/** What can speak against a labeler; each has a file of its own here. */
const suspicionKinds = ['random', 'always-the-same', 'wrong', 'too-fast', 'copied'] as const;

/** One thing that speaks against a labeler. */
export const suspicionSchema = z.object({
  kind: z.enum(suspicionKinds),
  /** The numbers behind it, by name. */
  evidence: z.record(z.string(), z.number()),
  /** The same for people, in one sentence. */
  sentence: z.string(),
  /** For `copied`: whose answers they are; user ids, once they are kept with a labeler. */
  from: z.array(z.string()).optional(),
});
export type Suspicion = z.infer<typeof suspicionSchema>;

/** What is kept of a labeler (campaign_labelers.suspicions): empty for most. */
export const suspicionsSchema = z.array(suspicionSchema);

/** A campaign's votes with what more is known of them. */
export interface TrustInput {
  /** In any order; at most one vote of a labeler on a unit. */
  votes: LabelerVotes;
  /** Of each vote, how long it took. */
  milliseconds: ArrayLike<number>;
  /** Of each vote, when it was given: milliseconds of any clock. It tells who copied from whom. */
  at: ArrayLike<number>;
  /** Of each unit the number of its known answer, -1 where none is known. */
  gold: Int32Array;
  /** Of each labeler the name to say in `from`, such as the user's id. */
  labelerNames: readonly string[];
  /** Of each answer the word that people read. */
  answerNames?: readonly string[];
  /** How the answers lie to each other (`nearAnswers`), where one may be right of what another is. */
  lines?: NearAnswers | null;
}
