import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { createCampaignSchema } from '#lib/labelling/campaign';

/** One box ticked comes as a text, several as a list, none not at all. */
const list = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((chosen) => [chosen].flat());

/** The form for a new campaign over a dataset, made into what the campaign is; the kind decides which fields count. */
export const newCampaignSchema = z
  .object({
    dataset: slugSchema,
    kind: z.enum(['verify', 'classify'], { error: 'must be chosen' }),
    slug: z.string(),
    title: z.string(),
    instructions: z.string(),
    votesPerUnit: z.string(),
    synsets: list,
    rootSynsets: list,
  })
  .transform(({ dataset, synsets, rootSynsets, ...shared }, context) => {
    const nouns =
      shared.kind === 'verify' ? { synsets: synsets.length > 0 ? synsets : undefined } : { rootSynsets };
    const campaign = createCampaignSchema.safeParse({ ...shared, ...nouns });
    if (campaign.success) return { dataset, ...campaign.data };
    for (const { path, message } of campaign.error.issues)
      context.addIssue({ code: 'custom', path: path.slice(0, 1), message });
    return z.NEVER;
  });
