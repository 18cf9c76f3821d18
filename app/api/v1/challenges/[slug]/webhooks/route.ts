import { z } from 'zod';
import { addWebhook, listWebhooks, newWebhookSchema } from '#lib/challenges/server/webhooks';
import { slugSchema } from '#lib/core/slug';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params }, async ({ person, params }) => ({
  webhooks: await listWebhooks(person, params.slug),
}));

/** Answers with the secret that requests are signed by, this once. */
export const POST = route({ params, body: newWebhookSchema }, async ({ person, params, body }) =>
  created(await addWebhook(person, params.slug, body)),
);
