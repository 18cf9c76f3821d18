import { type LeaderboardQuery, leaderboardQuerySchema } from '#lib/challenges/leaderboard';
import { getLeaderboard, type Leaderboard } from '#lib/challenges/server/get-leaderboard';
import { AppError } from '#lib/core/errors';
import { currentPerson } from '@/_server/session';

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The pages of a leaderboard; the table has no word of its own in the address. */
export type BoardTab = '' | 'cost' | 'time' | 'compare' | 'agreement' | 'against';

/** What an address asks for. One that somebody mistyped shows the usual leaderboard. */
export async function loadBoard(
  slug: string,
  search: Search,
): Promise<{ query: LeaderboardQuery; board: Leaderboard }> {
  const asked = leaderboardQuerySchema.safeParse(await search);
  const query = asked.data ?? leaderboardQuerySchema.parse({});
  const person = await currentPerson();
  try {
    return { query, board: await getLeaderboard(person, slug, query) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'results-not-out') throw error;
    const open = { ...query, part: undefined };
    return { query: open, board: await getLeaderboard(person, slug, open) };
  }
}

/** The address of a page of a leaderboard with what it is cut to, and something of that changed. */
export function boardHref(
  slug: string,
  tab: BoardTab,
  query: LeaderboardQuery,
  change: Partial<Record<keyof LeaderboardQuery | 'by' | 'a' | 'b', string | undefined>> = {},
): string {
  const { split, which, ...rest } = query;
  const usual = { ...(split === 'val' && { split }), ...(which === 'all' && { which }) };
  const words = Object.entries({ ...usual, ...rest, ...change })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)] as [string, string]);
  const text = new URLSearchParams(words).toString();
  return `/challenges/${slug}/leaderboard${tab && `/${tab}`}${text && `?${text}`}`;
}
