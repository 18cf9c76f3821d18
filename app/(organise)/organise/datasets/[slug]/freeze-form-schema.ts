import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { freezeOptionsSchema } from '#lib/datasets/freeze-options';

const percent = z.coerce
  .number<string>('must be a number')
  .transform((value) => Math.round(value * 10) / 1000);

/** The form that freezes a version, with shares in per cent, made into the dataset's slug and the options. */
export const freezeFormSchema = z
  .object({
    slug: slugSchema,
    seed: z.string().transform((text) => text.trim() || undefined),
    valShare: percent,
    testShare: percent,
    minimumConfidence: percent,
    // One box ticked comes as a text, several as a list, none not at all.
    heldOutSources: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((chosen) => [chosen].flat()),
  })
  .transform(({ slug, ...fields }, context) => {
    const options = freezeOptionsSchema.safeParse(fields);
    if (options.success) return { slug, options: options.data };
    for (const { path, message } of options.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message: inPercent(message) });
    return z.NEVER;
  });

/** The options' own words name shares from 0 to 1; the form asks for per cent. */
function inPercent(message: string): string {
  return message.replace(/\d*\.?\d+/g, (share) => `${Number(share) * 100} %`);
}
