'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { addWebhook, newWebhookSchema, removeWebhook } from '#lib/challenges/server/webhooks';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

const challenge = { slug: slugSchema };

export const addWebhookAction = action(
  newWebhookSchema.extend(challenge),
  async (person, { slug, ...webhook }) => {
    const made = await addWebhook(person, slug, webhook);
    refresh();
    return made;
  },
);

export const removeWebhookAction = action(
  z.object({ ...challenge, id: z.uuid() }),
  async (person, { slug, id }) => {
    await removeWebhook(person, slug, id);
    refresh();
  },
);
