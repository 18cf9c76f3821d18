import { z } from 'zod';
import { leaderboardQuerySchema } from '#lib/challenges/leaderboard';
import { getLeaderboard } from '#lib/challenges/server/get-leaderboard';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params, query: leaderboardQuerySchema }, ({ person, params, query }) =>
  getLeaderboard(person, params.slug, query),
);
