import { z } from 'zod';
import { inviteMember } from '#lib/challenges/server/invite-member';
import { newInvitationSchema } from '#lib/challenges/team';
import { slugSchema } from '#lib/core/slug';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const POST = route({ params, body: newInvitationSchema }, async ({ person, params, body }) =>
  created(await inviteMember(person, params.slug, body)),
);
