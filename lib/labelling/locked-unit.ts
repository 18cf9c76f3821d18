import type { UnitState } from './unit.ts';

/** A unit while its row is locked. */
export interface LockedUnit {
  id: number;
  state: UnitState;
  voteCount: number;
  /** Votes beyond the campaign's most that an organiser has asked for. */
  extraVotes: number;
  /** Votes that may still be leased: those needed less those that live leases will bring. */
  wanted: number;
  /** Who has answered it or holds it on a lease. */
  takers: string[];
  /** Its consensus, where it has one. */
  answer: string | null;
  confidence: number | null;
}

/** A unit with where it belongs. */
export interface NamedUnit extends LockedUnit {
  /** For verify: the noun that is asked about. */
  synsetId: string | null;
  campaignId: string;
  /** Whether its answer is known, so that votes on it change nothing but what is known of who gives them. */
  gold: boolean;
}

/** One labeler's answer to one unit. */
export interface UnitVote {
  unitId: number;
  userId: string;
  answer: string;
}
