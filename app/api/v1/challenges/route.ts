import { challengeListSchema } from '#lib/challenges/challenge';
import { listChallenges } from '#lib/challenges/server/list-challenges';
import { route } from '@/_server/route';

export const GET = route({ query: challengeListSchema }, ({ query }) => listChallenges(query));
