import { z } from 'zod';
import { invitePeople, listInvited } from '#lib/challenges/server/invite-people';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params }, async ({ person, params }) => ({
  emails: await listInvited(person, params.slug),
}));

const body = z.strictObject({ emails: z.array(z.email()).max(10_000) });

export const PUT = route({ params, body }, async ({ person, params, body }) => {
  await invitePeople(person, params.slug, body.emails);
  return new Response(null, { status: 204 });
});
