import { z } from 'zod';
import { announce, announcementSchema, listAnnouncements } from '#lib/challenges/server/announce';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params }, async ({ params }) => ({
  announcements: await listAnnouncements(params.slug),
}));

export const POST = route({ params, body: announcementSchema }, async ({ person, params, body }) => {
  await announce(person, params.slug, body);
  return new Response(null, { status: 204 });
});
