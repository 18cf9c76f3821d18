import { getQueue } from '#lib/challenges/server/get-queue';
import { route } from '@/_server/route';

export const GET = route({}, async ({ person }) => ({ submissions: await getQueue(person) }));
