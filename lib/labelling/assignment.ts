import { z } from 'zod';
import { AppError } from '#lib/core/errors';

export const assignmentStates = ['leased', 'answered', 'returned', 'expired'] as const;
export type AssignmentState = (typeof assignmentStates)[number];

/** The states that an assignment may step into, from each: votes that are taken back lease what was answered again. */
const nextStates: Readonly<Record<AssignmentState, readonly AssignmentState[]>> = {
  leased: ['answered', 'returned', 'expired'],
  answered: ['leased'],
  returned: ['leased'],
  expired: ['leased'],
};

/** Refuses a step that is not in the table with AppError `assignment-step`; gives the new state. */
export function stepAssignment(from: AssignmentState, to: AssignmentState): AssignmentState {
  if (nextStates[from].includes(to)) return to;
  const possible = nextStates[from].join(', ');
  throw new AppError(
    'conflict',
    'assignment-step',
    `The assignment is ${from}, which cannot become ${to}; what can follow is ${possible}.`,
    { details: { state: from } },
  );
}

/** How long a labeler may keep units before they go back to everybody, in seconds. */
export const LEASE_SECONDS = 15 * 60;

/** How long votes may be taken back after they were given, in seconds. */
export const UNDO_SECONDS = 10 * 60;

/** The most units that one assignment holds. */
export const MAX_LEASE = 48;

/** How many units one verify page shows where nobody says otherwise. */
export const PAGE_SIZE = 24;

export const leaseSchema = z.object({
  count: z.int().min(1).max(MAX_LEASE).default(PAGE_SIZE),
});
export type LeaseInput = z.infer<typeof leaseSchema>;

/** The units of an assignment whose votes are taken back. */
export const undoVotesSchema = z.object({
  unitIds: z.array(z.int().min(1).max(2_147_483_647)).min(1, 'must name at least one unit').max(MAX_LEASE),
});
export type UndoVotesInput = z.infer<typeof undoVotesSchema>;

/** The noun that a verify assignment asks about. */
export interface AskedNoun {
  id: string;
  words: string[];
  gloss: string;
}

/** A unit as its labeler sees it: nothing of other votes, of gold, or of where the image comes from. */
export interface LeasedUnit {
  id: number;
  imageUrl: string;
  thumbUrl: string;
  width: number;
  height: number;
  /** For verify: the id of the noun that is asked about. */
  synset?: string;
}

/** Units leased to one labeler until a time (ISO 8601). All units of a verify assignment are of one noun. */
export interface Assignment {
  id: string;
  expiresAt: string;
  noun?: AskedNoun;
  units: LeasedUnit[];
}
