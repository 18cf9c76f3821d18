import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { createCampaignSchema } from '#lib/labelling/campaign';
import { USUAL } from '#lib/labelling/usual-settings';

/** One box ticked comes as a text, several as a list, none not at all. */
const list = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((chosen) => [chosen].flat());

/** What the fields in per cent must be, in the words of the form. */
const inPercent: Record<string, string> = {
  targetConfidence: 'must be above 50 and below 100',
  goldShare: 'must be from 0 to 50',
};

/** A field that people fill in as per cent, as the share that it is. */
const percent = z.string().transform((text) => (text.trim() === '' ? undefined : Number(text) / 100));

/** The form for a new campaign over a dataset, made into what the campaign is; the kind decides which fields count. */
export const newCampaignSchema = z
  .object({
    dataset: slugSchema,
    kind: z.enum(['verify', 'classify'], { error: 'must be chosen' }),
    slug: z.string(),
    title: z.string(),
    instructions: z.string(),
    deciding: z.enum(['sure', 'majority'], { error: 'must be chosen' }).default('majority'),
    targetConfidence: percent.optional(),
    votesPerUnit: z.string(),
    goldShare: percent.optional(),
    qualificationUnits: z.string().optional(),
    synsets: list,
    rootSynsets: list,
    severalNouns: z.string().optional(),
  })
  .transform(
    ({ dataset, synsets, rootSynsets, severalNouns, deciding, targetConfidence, ...shared }, context) => {
      const nouns =
        shared.kind === 'verify'
          ? { synsets: synsets.length > 0 ? synsets : undefined }
          : { rootSynsets, severalNouns: severalNouns !== undefined };
      const campaign = createCampaignSchema.safeParse({
        ...shared,
        ...nouns,
        targetConfidence: deciding === 'sure' ? (targetConfidence ?? USUAL.targetConfidence) : null,
      });
      if (campaign.success) return { dataset, ...campaign.data };
      for (const { path, message } of campaign.error.issues) {
        const field = String(path[0]);
        context.addIssue({ code: 'custom', path: [field], message: inPercent[field] ?? message });
      }
      return z.NEVER;
    },
  );
