import type { Agreement } from './agreement.ts';

/** Votes of a labeler on one day (UTC, YYYY-MM-DD) with the time that they took. */
export interface DayFigures {
  day: string;
  votes: number;
  milliseconds: number;
}

/** How much somebody labels. Days are those of UTC; the week begins on Monday. */
export interface WorkFigures {
  today: number;
  week: number;
  /** Votes an hour spent on questions, over the last seven days with votes; null before the first. */
  pace: number | null;
  /** Days in a row with votes, up to today, or up to yesterday as long as today is not over. */
  streak: number;
  /** The longest that there was within the last year. */
  longestStreak: number;
}

/** A labeler's own page of figures. */
export interface MyFigures extends WorkFigures {
  /** Whether they take part in the weekly board. */
  onBoard: boolean;
  /**
   * How often they voted as the consensus was; as of the last estimates, rounded so that it tells of no single unit
   * (agreement.ts).
   */
  agreement: Agreement;
  campaigns: {
    slug: string;
    title: string;
    today: number;
    week: number;
    votes: number;
    pace: number | null;
    agreement: Agreement;
  }[];
}

/** Days of the pace that count. */
const PACE_DAYS = 7;

const DAY_MS = 86_400_000;

/** The day of a moment, in UTC. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The Monday of a day's week. */
export function weekStart(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return dayOf(new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS));
}

const dayBefore = (day: string) => dayOf(new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS));

/**
 * Votes an hour: all votes of the last seven days that have any, over the time that those votes took. Time away is not in it: a
 * vote counts from its question's showing to its answer, an hour at most.
 */
export function paceOf(days: readonly DayFigures[]): number | null {
  const last = days
    .filter(({ votes }) => votes > 0)
    .sort((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, PACE_DAYS);
  const votes = last.reduce((sum, each) => sum + each.votes, 0);
  const milliseconds = last.reduce((sum, each) => sum + each.milliseconds, 0);
  return milliseconds > 0 ? (votes * 3_600_000) / milliseconds : null;
}

/** The figures of somebody's days; one row a day. */
export function figuresOf(days: readonly DayFigures[], today: string): WorkFigures {
  const active = new Set(days.filter(({ votes }) => votes > 0).map(({ day }) => day));
  const from = weekStart(today);
  let longest = 0;
  for (const day of active) {
    if (active.has(dayBefore(day))) continue;
    longest = Math.max(longest, runFrom(active, day));
  }
  return {
    today: days.find(({ day }) => day === today)?.votes ?? 0,
    week: days.filter(({ day }) => day >= from && day <= today).reduce((sum, { votes }) => sum + votes, 0),
    pace: paceOf(days),
    streak: runTo(active, active.has(today) ? today : dayBefore(today)),
    longestStreak: longest,
  };
}

function runTo(active: ReadonlySet<string>, last: string): number {
  let length = 0;
  for (let day = last; active.has(day); day = dayBefore(day)) length++;
  return length;
}

function runFrom(active: ReadonlySet<string>, first: string): number {
  let length = 0;
  let at = Date.parse(`${first}T00:00:00Z`);
  while (active.has(dayOf(new Date(at)))) {
    length++;
    at += DAY_MS;
  }
  return length;
}

/** A person on the weekly board. */
export interface BoardPlace {
  /** Those with as many votes share a place. */
  place: number;
  /** As they call themselves. */
  name: string;
  votes: number;
  /** Whether it is the one who asks. */
  own: boolean;
}

/** Who gave most votes in a week (UTC, Monday to Sunday). */
export interface WeeklyBoard {
  /** The week's Monday. */
  week: string;
  top: BoardPlace[];
  /** The place of who asks, where they are on the board and not among the top. */
  own: BoardPlace | null;
  people: number;
}
