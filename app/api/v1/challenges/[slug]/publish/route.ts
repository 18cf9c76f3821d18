import { z } from 'zod';
import { publishChallenge } from '#lib/challenges/server/publish-challenge';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const POST = route({ params }, ({ person, params }) => publishChallenge(person, params.slug));
