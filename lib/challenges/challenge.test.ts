import { describe, expect, it } from 'vitest';
import { challengeSettingsSchema } from './challenge.ts';

const settings = {
  title: 'Everyday nouns',
  edition: 2026,
  dataset: 'demo',
  version: 1,
  opensAt: '2026-03-01T00:00:00Z',
  closesAt: '2026-03-29T03:00:00+02:00',
};
const problems = (change: Record<string, unknown>) =>
  challengeSettingsSchema
    .safeParse({ ...settings, ...change })
    .error?.issues.map((issue) => issue.path.join('.'));

describe('challengeSettingsSchema', () => {
  it('fills in what is left out', () => {
    expect(challengeSettingsSchema.parse(settings)).toMatchObject({
      publishedAt: null,
      metric: 'top1Error',
      phases: [
        {
          name: 'Contest',
          opensAt: new Date('2026-03-01T00:00:00Z'),
          closesAt: new Date('2026-03-29T01:00:00Z'),
          dailyQuota: 5,
          weeklyQuota: null,
          showsScores: true,
        },
      ],
    });
  });

  it('names the field that is wrong', () => {
    expect(problems({ opensAt: 'soon' })).toEqual(['opensAt']);
    expect(problems({ closesAt: '2026-02-01T00:00:00Z' })).toEqual(['closesAt']);
    expect(problems({ publishedAt: '2026-03-02T00:00:00Z' })).toEqual(['publishedAt']);
    expect(problems({ classes: ['n02084071', 'n02084071'] })).toEqual(['classes']);
    expect(problems({ dailyQuota: 0 })).toEqual(['dailyQuota']);
    expect(problems({ daylyQuota: 3 })).toEqual(['']);
    expect(problems({ opensAt: undefined })).toEqual(['opensAt']);
    expect(problems({ registration: 'domain' })).toEqual(['emailDomains']);
    expect(problems({ mergeUntil: '2027-01-01' })).toEqual(['mergeUntil']);
    expect(problems({ timeZone: 'Mars/Olympus' })).toEqual(['timeZone']);
    const track = { slug: 'provided', title: 'Provided data' };
    expect(problems({ tracks: [track, track] })).toEqual(['tracks.1.slug']);
  });

  it('wrong sort direction: a metric that is better the other way is refused, and none can be set', () => {
    expect(problems({ metric: 'top5Error', direction: 'lower' })).toBeUndefined();
    expect(problems({ metric: 'top5Error', direction: 'higher' })).toEqual(['direction']);
    expect(problems({ metric: 'rocAuc', direction: 'lower' })).toEqual(['direction']);
    expect(challengeSettingsSchema.parse({ ...settings, direction: 'lower' })).not.toHaveProperty(
      'direction',
    );
  });

  it('reads the times of phases by the clock of the time zone, and gives phases the limits of the challenge', () => {
    const { opensAt: _, closesAt: __, ...rest } = settings;
    const parsed = challengeSettingsSchema.parse({
      ...rest,
      timeZone: 'America/New_York',
      dailyQuota: 2,
      phases: [
        { name: 'Development', opensAt: '2026-03-01', closesAt: '2026-06-01', weeklyQuota: 7 },
        {
          name: 'Test',
          opensAt: '2026-06-01',
          closesAt: '2026-06-08',
          dailyQuota: null,
          totalQuota: 3,
          shows: 'nothing',
        },
      ],
    });
    expect(parsed.phases).toMatchObject([
      // New York's clocks go forward on 8 March.
      {
        opensAt: new Date('2026-03-01T05:00:00Z'),
        closesAt: new Date('2026-06-01T04:00:00Z'),
        dailyQuota: 2,
        weeklyQuota: 7,
      },
      { dailyQuota: null, weeklyQuota: null, totalQuota: 3, showsScores: false },
    ]);
  });

  it('refuses phases that overlap, have one name or stand beside dates of the challenge', () => {
    const phases = (...dates: [string, string][]) => ({
      opensAt: undefined,
      closesAt: undefined,
      phases: dates.map(([opensAt, closesAt], at) => ({ name: `Phase ${at}`, opensAt, closesAt })),
    });
    expect(problems(phases(['2026-03-01', '2026-04-01'], ['2026-04-01', '2026-05-01']))).toBeUndefined();
    expect(problems(phases(['2026-03-01', '2026-04-01'], ['2026-03-31', '2026-05-01']))).toEqual([
      'phases.1.opensAt',
    ]);
    expect(problems(phases(['2026-03-01', '2026-03-01']))).toEqual(['phases.0.closesAt']);
    expect(problems({ ...phases(['2026-03-29 02:30', '2026-04-01']), timeZone: 'Europe/Berlin' })).toEqual([
      'phases.0.opensAt',
    ]);
    expect(problems({ phases: phases(['2026-03-01', '2026-04-01']).phases })).toEqual([
      'opensAt',
      'closesAt',
    ]);
  });
});
