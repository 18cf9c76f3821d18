import { z } from 'zod';
import { cursorSchema } from '#lib/core/cursor';
import { synsetId } from '#lib/hierarchy/synset';
import type { CampaignFacts } from './campaign.ts';
import type { Forecast } from './forecast.ts';
import type { Suspicion } from './trust/suspicion.ts';

/** How many rows a page of the board's tables holds. */
export const BOARD_PAGE = 50;

const search = z.string().trim().max(80).default('');
/** The last row of the page before: what the list is ordered by, and the row's id. */
const after = <Id extends z.ZodType>(id: Id) => cursorSchema(z.tuple([z.number(), id])).optional();

const nounOrders = ['need', 'contested', 'settled', 'votes'] as const;
export const listNounsSchema = z.object({
  query: search,
  order: z.enum(nounOrders).default('need'),
  cursor: after(synsetId),
});
export type ListNounsInput = z.infer<typeof listNounsSchema>;

const labelerOrders = ['need', 'votes', 'reliability', 'agreement', 'gold', 'speed'] as const;
export const listLabelersSchema = z.object({
  query: search,
  order: z.enum(labelerOrders).default('need'),
  cursor: after(z.uuid()),
});
export type ListLabelersInput = z.infer<typeof listLabelersSchema>;

/** How far a verify campaign is with one of its nouns. */
export interface BoardNoun {
  id: string;
  words: string[];
  gloss: string;
  units: number;
  settled: number;
  contested: number;
  votes: number;
}

/** What the votes say of a labeler, as of the last estimate; votes and seconds also of later votes. */
export interface BoardLabeler {
  id: string;
  name: string;
  simulated: boolean;
  /** Whether it is a model. */
  machine: boolean;
  votes: number;
  /** The chance that a vote of theirs is right; null before an estimate. */
  reliability: number | null;
  gold: { asked: number; right: number };
  /** Of their votes on settled units, how many said what was settled. */
  agreement: { settled: number; agreed: number };
  /** Seconds a vote, the middle one; the mean where the middle one is not estimated yet. */
  seconds: number | null;
  suspicions: Suspicion[];
  /** ISO 8601; null where their votes count. */
  withdrawnAt: string | null;
  withdrawnBy: string | null;
  withdrawnReason: string;
}

/** What one run of the estimate found and changed. */
export interface BoardEstimate {
  /** ISO 8601. */
  at: string;
  votes: number;
  labelers: number;
  iterations: number;
  seconds: number;
  settled: number;
  reopened: number;
  contested: number;
  relabelled: number;
  /** Krippendorff's. */
  alpha: number | null;
}

/** How often one noun was taken for another. */
export interface ConfusedPair {
  /** What the consensus says, and what votes said. */
  noun: { id: string; word: string };
  other: { id: string; word: string };
  votes: number;
}

/** How the units of a campaign came to be decided, as far as was looked. */
export interface DecidedUnits {
  /** Units that were looked at, of all that are no gold. */
  sampled: number;
  complete: boolean;
  /** Of those settled, how many have 0, 1, 2 ... votes. */
  settledByVotes: number[];
  contested: number;
  open: number;
}

/** The board's figures in short. */
export interface Board extends CampaignFacts {
  /** Whether simulated labelers gave some of its votes. */
  simulated: boolean;
  waiting: { contested: number; flagged: number };
  cost: Cost;
  gold: GoldCounts;
  /** Known units that a labeler answers before their votes count; 0 without a qualification. */
  qualificationUnits: number;
  /** The latest first. */
  estimates: BoardEstimate[];
  confusions: ConfusedPair[];
  /** People with suspicions whose votes still count, and people whose votes are withdrawn. */
  labelers: { suspected: number; withdrawn: number };
}

/** The time that people gave. */
export interface Cost {
  votes: number;
  labelers: number;
  hours: number;
  /** On average; null before any vote. */
  secondsPerVote: number | null;
}

export interface GoldCounts {
  organiser: number;
  settled: number;
  inserted: number;
  /** Of all these, how many are asked in the qualification only. */
  quiz: number;
}

/** How many votes are to go, with what that was told from. */
export interface CampaignForecast extends Forecast {
  openUnits: number;
  /** Decided units whose votes told it. */
  from: number;
  /** Hours of people's time, at what a vote has taken so far; null before any vote. */
  hours: { low: number; value: number | null; high: number } | null;
}

/** What withdrawing all of somebody's votes in a campaign would touch. */
export interface WithdrawalReach {
  votes: number;
  /** Settled or contested units that have one of them and may be asked again. */
  units: number;
  /** Units that have one of them and that an organiser has decided: those stay. */
  decided: number;
}

/** A picture on the board. */
export interface BoardPicture {
  sha256: string;
  src: string;
  width: number;
  height: number;
}

/** Gold that many fail against whom nothing speaks: its answer may be wrong, or nobody can tell. */
export interface DoubtfulGold {
  unitId: number;
  picture: BoardPicture;
  /** For verify: the noun that is asked about. */
  noun: string | null;
  /** What is taken for right, and what most of those who fail it say; words of the noun where they name one. */
  answer: string;
  otherAnswer: string;
  origin: 'organiser' | 'settled' | 'inserted';
  asked: number;
  failed: number;
}

/** Doubtful gold among a part of a campaign's gold. */
export interface DoubtfulGoldPage {
  gold: DoubtfulGold[];
  /** Gold units that were looked at. */
  looked: number;
  /** The unit after which the next part begins; null at the end. */
  next: number | null;
}
