import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { isTimeZone, readMoment } from './calendar.ts';
import type { ChallengePhase } from './challenge-phase.ts';
import { metricNames, metrics } from './metric.ts';

/** A time with its offset, or by the clock of the challenge's time zone. */
const moment = z.union([
  z.string().min(1, 'must not be empty'),
  z.date().transform((at) => at.toISOString()),
]);
const markdown = z.string().max(50_000).default('');
const quota = z.number().int().min(1).max(100_000).nullable();

/** What the scoring of a model may take; a phase that says nothing else has the challenge's. */
const limits = {
  /** Submissions of an entry in a day and in a week of the challenge's time zone, and in a phase. Null: as many as they like. */
  dailyQuota: quota,
  weeklyQuota: quota,
  totalQuota: quota,
  maxModelBytes: z.number().int().min(1024).max(2_147_483_647),
  timeLimitSeconds: z.number().int().min(10).max(86_400),
  memoryLimitMb: z.number().int().min(128).max(262_144),
};

const phase = z
  .strictObject({
    name: z.string().trim().min(1, 'must not be empty').max(60),
    opensAt: moment,
    closesAt: moment,
    /** Which scores of its submissions show before the results are out. */
    shows: z.enum(['public', 'nothing']).default('public'),
    ...limits,
  })
  .partial({
    dailyQuota: true,
    weeklyQuota: true,
    totalQuota: true,
    maxModelBytes: true,
    timeLimitSeconds: true,
    memoryLimitMb: true,
  });

const track = z.strictObject({
  slug: slugSchema,
  title: z.string().trim().min(1, 'must not be empty').max(80),
  /** Whether data beside the challenge's own may be used. */
  outsideData: z.boolean().default(false),
});

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain like example.org');

const said = z.strictObject({
  title: z.string().trim().min(1, 'must not be empty').max(120),
  /** The year of the edition. */
  edition: z.number().int().min(1900).max(9999),
  /** The name in addresses that its editions share. */
  series: slugSchema.nullable().default(null),
  /** Markdown: what is asked. */
  description: markdown,
  /** Markdown: what people accept when they enter. Another text is another version of the rules. */
  rules: markdown,
  /** Markdown: what is to be won. */
  prizes: markdown,
  /** Whom to ask: an address or a name. */
  contact: z.string().trim().max(300).default(''),
  /** The dataset version that models are scored on. */
  dataset: z.string().min(1, 'must not be empty'),
  version: z.number().int().min(1),
  /** Synset ids in the order of a model's outputs; left out: the version's classes in its order. */
  classes: z
    .array(synsetId)
    .min(1, 'must name at least one class')
    .max(100_000)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each class once')
    .optional(),
  /** The zone of its days, its weeks and of times without an offset: an IANA name. */
  timeZone: z.string().refine(isTimeZone, 'must be a time zone like UTC or Europe/Berlin').default('UTC'),
  /** When it takes submissions: from opensAt to closesAt, or in phases. */
  opensAt: moment.optional(),
  closesAt: moment.optional(),
  phases: z.array(phase).min(1, 'must hold at least one phase').max(20).optional(),
  /** From when on the results count as final. */
  publishedAt: moment.nullable().default(null),
  dailyQuota: limits.dailyQuota.default(5),
  weeklyQuota: limits.weeklyQuota.default(null),
  totalQuota: limits.totalQuota.default(null),
  maxModelBytes: limits.maxModelBytes.default(536_870_912),
  timeLimitSeconds: limits.timeLimitSeconds.default(1800),
  memoryLimitMb: limits.memoryLimitMb.default(4096),
  /** What the leaderboard is ordered by. */
  metric: z.enum(metricNames).default('top1Error'),
  /** Which way is better, for who wants to see it said: refused where the metric goes the other way. */
  direction: z.enum(['lower', 'higher']).optional(),
  /** What it shows beside. */
  secondaryMetrics: z.array(z.enum(metricNames)).max(metricNames.length).default([]),
  /** The share of each class's held-out images whose scores show before the results are out. */
  publicShare: z.number().min(0.05).max(1).default(1),
  /** By how much a score must beat the entry's best to show (the Ladder). */
  ladderStep: z.number().min(0).max(1).nullable().default(null),
  /** Who may enter: everybody, whom the organiser admits, who has an address of a domain, whom the organiser named. */
  registration: z.enum(['open', 'approval', 'domain', 'invitation']).default('open'),
  emailDomains: z.array(domain).max(200).default([]),
  maxTeamSize: z.number().int().min(1).max(100).default(5),
  /** Until when entries may become one; left out: never. */
  mergeUntil: moment.nullable().default(null),
  /** What entries may train on. With tracks each entry is in one. */
  tracks: z.array(track).max(20).default([]),
});

type Said = z.output<typeof said>;

/** A challenge as it is kept: every default filled in, every time a moment. */
export type ChallengeSettings = Omit<
  Said,
  'opensAt' | 'closesAt' | 'phases' | 'publishedAt' | 'mergeUntil' | 'direction' | keyof typeof limits
> & {
  publishedAt: Date | null;
  mergeUntil: Date | null;
  /** In the order of their dates; the challenge opens with the first and closes with the last. */
  phases: ChallengePhase[];
};

/** What an organiser says of a challenge, the same in the form, the file and the API. */
export const challengeSettingsSchema = said.transform((settings, context): ChallengeSettings => {
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const momentAt = (path: (string | number)[], text: string): Date => {
    const read = readMoment(text, settings.timeZone);
    if (read instanceof Date) return read;
    refuse(path, read);
    return new Date(Number.NaN);
  };
  const momentOrNull = (name: 'publishedAt' | 'mergeUntil') =>
    settings[name] === null ? null : momentAt([name], settings[name]);

  const { opensAt, closesAt, direction, phases: saidPhases, ...rest } = settings;
  const { dailyQuota, weeklyQuota, totalQuota, maxModelBytes, timeLimitSeconds, memoryLimitMb, ...kept } =
    rest;
  const defaults = { dailyQuota, weeklyQuota, totalQuota, maxModelBytes, timeLimitSeconds, memoryLimitMb };
  if (saidPhases) {
    for (const [name, value] of Object.entries({ opensAt, closesAt })) {
      if (value !== undefined) refuse([name], 'must be left out: each phase says its own');
    }
  } else {
    for (const [name, value] of Object.entries({ opensAt, closesAt })) {
      if (value === undefined) refuse([name], 'must be said, here or in phases');
    }
  }
  const phases = saidPhases
    ? saidPhases.map(({ shows, ...each }, at) => ({
        ...defaults,
        ...defined(each),
        opensAt: momentAt(['phases', at, 'opensAt'], each.opensAt),
        closesAt: momentAt(['phases', at, 'closesAt'], each.closesAt),
        showsScores: shows === 'public',
      }))
    : [
        {
          name: 'Contest',
          ...defaults,
          opensAt: opensAt === undefined ? new Date(Number.NaN) : momentAt(['opensAt'], opensAt),
          closesAt: closesAt === undefined ? new Date(Number.NaN) : momentAt(['closesAt'], closesAt),
          showsScores: true,
        },
      ];
  // Written so that a time that could not be read is told of once, at its own field.
  for (const [at, { name, opensAt, closesAt }] of phases.entries()) {
    const place = saidPhases ? ['phases', at] : [];
    if (opensAt >= closesAt) refuse([...place, 'closesAt'], 'must be later than opensAt');
    const before = phases[at - 1];
    if (before && opensAt < before.closesAt) {
      refuse(
        [...place, 'opensAt'],
        `must not be before ${before.name} closes, ${before.closesAt.toISOString()}`,
      );
    }
    if (phases.findIndex((each) => each.name === name) < at) {
      refuse([...place, 'name'], 'must differ from the names of the other phases');
    }
  }
  const end = phases.at(-1)?.closesAt;
  const publishedAt = momentOrNull('publishedAt');
  if (publishedAt && end && publishedAt < end)
    refuse(['publishedAt'], 'must not be before the last phase closes (closesAt)');
  const mergeUntil = momentOrNull('mergeUntil');
  if (mergeUntil && end && mergeUntil > end)
    refuse(['mergeUntil'], 'must not be after the last phase closes (closesAt)');

  const right = metrics[settings.metric].lessIsBetter ? 'lower' : 'higher';
  if (direction !== undefined && direction !== right) {
    refuse(['direction'], `must be ${right}, or be left out: of ${settings.metric} ${right} is better`);
  }
  if (settings.registration === 'domain' && settings.emailDomains.length === 0) {
    refuse(['emailDomains'], 'must name a domain: registration is by domain');
  }
  const slugs = settings.tracks.map(({ slug }) => slug);
  for (const [at, slug] of slugs.entries()) {
    if (slugs.indexOf(slug) < at)
      refuse(['tracks', at, 'slug'], 'must differ from the slugs of the other tracks');
  }
  return { ...kept, publishedAt, mergeUntil, phases };
});

function defined<T extends object>(object: T) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** What a challenge is called in addresses. */
export const challengeSlugSchema = slugSchema.refine((slug) => slug !== 'new', 'must not be the word new');

/** Which page of the list of challenges. */
export const challengeListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.iso.datetime(), z.string()])).optional(),
  limit: pageLimit(20),
});
export type ChallengeList = z.infer<typeof challengeListSchema>;
