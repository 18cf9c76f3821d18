import { z } from 'zod';
import { getInvitation, joinEntry } from '#lib/challenges/server/join-entry';
import { route } from '@/_server/route';

const params = z.object({ token: z.string().min(20).max(100) });

export const GET = route({ params }, ({ params }) => getInvitation(params.token));

/** Joins, which accepts the rules. */
export const POST = route({ params }, ({ person, params }) => joinEntry(person, params.token));
