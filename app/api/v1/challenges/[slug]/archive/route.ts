import { z } from 'zod';
import { archiveChallenge } from '#lib/challenges/server/archive-challenge';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const POST = route({ params }, ({ person, params }) => archiveChallenge(person, params.slug));
