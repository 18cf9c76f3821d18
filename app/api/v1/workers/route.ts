import { listWorkers } from '#lib/challenges/server/list-workers';
import { route } from '@/_server/route';

export const GET = route({}, async ({ person }) => ({ items: await listWorkers(person) }));
