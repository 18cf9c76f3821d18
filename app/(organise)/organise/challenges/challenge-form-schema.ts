import { z } from 'zod';
import { challengeSettingsSchema, challengeSlugSchema } from '#lib/challenges/challenge';
import { slugSchema } from '#lib/core/slug';

/** Fields as a form sends them: the name of one is its place in the settings, as `phases.0.name`. */
const form = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
type Form = z.infer<typeof form>;

const one = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value.at(-1) : value)?.trim() ?? '';
const several = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());
/** Left out where the field is empty. */
const text = (value: string | string[] | undefined) => one(value) || undefined;
const number = (value: string | string[] | undefined) => (one(value) === '' ? undefined : Number(one(value)));
const numberOrNull = (value: string | string[] | undefined) => number(value) ?? null;
const words = (value: string | string[] | undefined) =>
  one(value)
    .split(/[\s,]+/)
    .filter(Boolean);

/** The numbers of the rows that a form sends of a list, in order: 0, 2 where 1 was removed. */
function rowsOf(fields: Form, list: string): number[] {
  const found = new Set<number>();
  for (const name of Object.keys(fields)) {
    const [head, at] = name.split('.');
    if (head === list && at !== undefined) found.add(Number(at));
  }
  return [...found].sort((a, b) => a - b);
}

/** Settings that stand under another name in the form. */
const fieldOf: Record<string, string> = {
  dataset: 'version',
  maxModelBytes: 'maxModelMb',
  timeLimitSeconds: 'timeLimitMinutes',
  publicShare: 'publicPercent',
};

/** The settings that the fields of the form for a challenge say; what is wrong is told at the form's own fields. */
const settingsOfForm = form.transform((fields, context) => {
  const phases = rowsOf(fields, 'phases');
  const tracks = rowsOf(fields, 'tracks');
  const version = one(fields.version);
  const at = version.lastIndexOf('@');
  const percent = number(fields.publicPercent);
  const classes = words(fields.classes);
  const settings = challengeSettingsSchema.safeParse({
    title: one(fields.title),
    edition: number(fields.edition),
    series: text(fields.series) ?? null,
    description: one(fields.description),
    rules: one(fields.rules),
    prizes: one(fields.prizes),
    contact: one(fields.contact),
    dataset: version.slice(0, Math.max(0, at)),
    version: Number(version.slice(at + 1)),
    classes: classes.length > 0 ? classes : undefined,
    timeZone: text(fields.timeZone),
    publishedAt: text(fields.publishedAt) ?? null,
    metric: text(fields.metric),
    secondaryMetrics: several(fields.secondaryMetrics),
    publicShare: percent === undefined ? undefined : percent / 100,
    ladderStep: numberOrNull(fields.ladderStep),
    registration: text(fields.registration),
    emailDomains: words(fields.emailDomains),
    maxTeamSize: number(fields.maxTeamSize),
    mergeUntil: text(fields.mergeUntil) ?? null,
    phases: phases.map((row) => {
      const field = (name: string) => fields[`phases.${row}.${name}`];
      const megabytes = number(field('maxModelMb'));
      const minutes = number(field('timeLimitMinutes'));
      return {
        name: one(field('name')),
        opensAt: one(field('opensAt')),
        closesAt: one(field('closesAt')),
        shows: text(field('shows')),
        dailyQuota: numberOrNull(field('dailyQuota')),
        weeklyQuota: numberOrNull(field('weeklyQuota')),
        totalQuota: numberOrNull(field('totalQuota')),
        maxModelBytes: megabytes === undefined ? undefined : Math.round(megabytes * 1_048_576),
        timeLimitSeconds: minutes === undefined ? undefined : Math.round(minutes * 60),
        memoryLimitMb: number(field('memoryLimitMb')),
      };
    }),
    tracks: tracks.map((row) => ({
      slug: one(fields[`tracks.${row}.slug`]),
      title: one(fields[`tracks.${row}.title`]),
      outsideData: one(fields[`tracks.${row}.outsideData`]) === 'on',
    })),
  });
  if (settings.success) return settings.data;
  for (const { path, message } of settings.error.issues) {
    const [head, row, ...rest] = path.map(String);
    const placed =
      head === 'phases' && row !== undefined
        ? [head, String(phases[Number(row)]), ...rest]
        : head === 'tracks' && row !== undefined
          ? [head, String(tracks[Number(row)]), ...rest]
          : [head ?? ''];
    const last = placed.length - 1;
    placed[last] = fieldOf[placed[last] ?? ''] ?? (placed[last] as string);
    context.addIssue({ code: 'custom', path: placed, message });
  }
  return z.NEVER;
});

/** The form for a challenge, made into its slug and its settings. */
const challengeFormSchema = (slug: typeof challengeSlugSchema | typeof slugSchema) =>
  form.transform((fields, context) => {
    const { slug: named, ...rest } = fields;
    const found = slug.safeParse(one(named));
    for (const { message } of found.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: ['slug'], message });
    }
    const settings = settingsOfForm.safeParse(rest);
    for (const { path, message } of settings.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path, message });
    }
    if (!found.success || !settings.success) return z.NEVER;
    return { slug: found.data, settings: settings.data };
  });

export const newChallengeSchema = challengeFormSchema(challengeSlugSchema);
export const changedChallengeSchema = challengeFormSchema(slugSchema);
