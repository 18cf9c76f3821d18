import { z } from 'zod';
import { challengeSettingsSchema, challengeSlugSchema } from '#lib/challenges/challenge';

const number = z.coerce.number<string>('must be a number');
/** A moment as a date-and-time field gives it, in UTC. */
const utc = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, 'must be a date and a time')
  .transform((text) => new Date(`${text}Z`).toISOString());

const fields = z.object({
  title: z.string(),
  slug: challengeSlugSchema,
  edition: number,
  /** `DATASET@NUMBER` */
  version: z.string().regex(/^[^@]+@\d+$/, 'must be chosen'),
  classes: z.string(),
  description: z.string(),
  rules: z.string(),
  opensAt: utc,
  closesAt: utc,
  dailyQuota: number,
  maxModelMb: number,
  timeLimitMinutes: number,
  memoryLimitMb: number,
});

/** Names of settings that stand in another field of the form. */
const fieldOf: Record<string, string> = {
  dataset: 'version',
  maxModelBytes: 'maxModelMb',
  timeLimitSeconds: 'timeLimitMinutes',
};

/** The form for a new challenge, made into its slug and its settings; what is wrong is told at the form's own fields. */
export const newChallengeSchema = fields.transform((form, context) => {
  const { slug, version, classes, maxModelMb, timeLimitMinutes, ...rest } = form;
  const at = version.lastIndexOf('@');
  const ids = classes.split(/[\s,]+/).filter(Boolean);
  const settings = challengeSettingsSchema.safeParse({
    ...rest,
    dataset: version.slice(0, at),
    version: Number(version.slice(at + 1)),
    classes: ids.length > 0 ? ids : undefined,
    maxModelBytes: Math.round(maxModelMb * 1_048_576),
    timeLimitSeconds: Math.round(timeLimitMinutes * 60),
  });
  if (settings.success) return { slug, settings: settings.data };
  for (const { path, message } of settings.error.issues) {
    const name = String(path[0] ?? '');
    context.addIssue({ code: 'custom', path: [fieldOf[name] ?? name], message });
  }
  return z.NEVER;
});
