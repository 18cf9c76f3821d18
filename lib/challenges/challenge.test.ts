import { describe, expect, it } from 'vitest';
import { challengeSettingsSchema } from './challenge.ts';
import { phaseAt } from './phase.ts';

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

describe('every date by the clock of the challenge, over daylight saving', () => {
  const dates = ['opensAt', 'mergeUntil', 'closesAt', 'publishedAt'] as const;

  /** Four dates in order by a zone's clock, and when they are: the first two before its clocks change, the others after. */
  it.each([
    // Forward from 02:00 to 03:00 on 29 March.
    [
      'Europe/Berlin',
      ['2026-03-29 01:59', '2026-03-29 03:00', '2026-03-29 03:01', '2026-04-01'],
      ['2026-03-29T00:59Z', '2026-03-29T01:00Z', '2026-03-29T01:01Z', '2026-03-31T22:00Z'],
    ],
    // Back from 03:00 to 02:00 on 25 October.
    [
      'Europe/Berlin',
      ['2026-10-25 01:59', '2026-10-25 03:00', '2026-10-25 03:01', '2026-10-26'],
      ['2026-10-24T23:59Z', '2026-10-25T02:00Z', '2026-10-25T02:01Z', '2026-10-25T23:00Z'],
    ],
    [
      'America/New_York',
      ['2026-10-31 23:59', '2026-11-01 00:59', '2026-11-01 02:00', '2026-11-02'],
      ['2026-11-01T03:59Z', '2026-11-01T04:59Z', '2026-11-01T07:00Z', '2026-11-02T05:00Z'],
    ],
    // Clocks that change by half an hour.
    [
      'Australia/Lord_Howe',
      ['2026-10-04 01:59', '2026-10-04 02:30', '2026-10-04 02:31', '2026-10-05'],
      ['2026-10-03T15:29Z', '2026-10-03T15:30Z', '2026-10-03T15:31Z', '2026-10-04T13:00Z'],
    ],
    [
      'Asia/Kathmandu',
      ['2026-03-29 02:30', '2026-03-29 02:31', '2026-03-29 02:32', '2026-03-30'],
      ['2026-03-28T20:45Z', '2026-03-28T20:46Z', '2026-03-28T20:47Z', '2026-03-29T18:15Z'],
    ],
    // The first to see a day.
    [
      'Pacific/Kiritimati',
      ['2026-12-31 23:59', '2027-01-01', '2027-01-01 00:01', '2027-01-02'],
      ['2026-12-31T09:59Z', '2026-12-31T10:00Z', '2026-12-31T10:01Z', '2027-01-01T10:00Z'],
    ],
  ] as const)('%s: %j', (timeZone, written, are) => {
    const given = Object.fromEntries(dates.map((name, at) => [name, written[at]]));
    const parsed = challengeSettingsSchema.parse({ ...settings, ...given, timeZone });
    const [phase] = parsed.phases;
    const read = [phase?.opensAt, parsed.mergeUntil, phase?.closesAt, parsed.publishedAt];
    expect(read).toEqual(are.map((text) => new Date(text)));
    const times = {
      opensAt: read[0] as Date,
      closesAt: read[2] as Date,
      publishedAt: read[3] as Date,
    };
    const at = (text: string, ms: number) => phaseAt(times, new Date(new Date(text).getTime() + ms));
    expect([at(are[0], -1), at(are[0], 0)]).toEqual(['upcoming', 'open']);
    expect([at(are[2], -1), at(are[2], 0)]).toEqual(['open', 'closed']);
    expect([at(are[3], -1), at(are[3], 0)]).toEqual(['closed', 'published']);
  });

  it.each(dates)('%s in an hour that clocks leave out, or show twice, is refused by its name', (name) => {
    const around = (from: string, until: string) => ({
      opensAt: from,
      closesAt: until,
      timeZone: 'Europe/Berlin',
    });
    const spring = around('2026-03-28', '2026-03-30');
    const autumn = around('2026-10-24', '2026-10-26');
    expect(problems({ ...spring, [name]: '2026-03-29 02:30' })).toContain(name);
    expect(problems({ ...autumn, [name]: '2026-10-25 02:30' })).toContain(name);
  });
});
