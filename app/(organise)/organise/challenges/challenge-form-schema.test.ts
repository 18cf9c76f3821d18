import { describe, expect, it } from 'vitest';
import { newChallengeSchema } from './challenge-form-schema';

const form: Record<string, string | string[]> = {
  title: 'Garden birds',
  slug: 'garden-birds-2026',
  edition: '2026',
  series: '',
  version: 'birds@2',
  classes: '',
  timeZone: 'Europe/Berlin',
  description: '',
  rules: '',
  metric: 'top5Error',
  secondaryMetrics: ['top1Error', 'logLoss'],
  publicPercent: '40',
  ladderStep: '',
  registration: 'open',
  emailDomains: '',
  maxTeamSize: '5',
  mergeUntil: '',
  'phases.0.name': 'Development',
  'phases.0.opensAt': '2026-12-01T00:00',
  'phases.0.closesAt': '2027-02-01T18:30',
  'phases.0.shows': 'public',
  'phases.0.dailyQuota': '5',
  'phases.0.weeklyQuota': '',
  'phases.0.totalQuota': '',
  'phases.0.maxModelMb': '512',
  'phases.0.timeLimitMinutes': '1.5',
  'phases.0.memoryLimitMb': '4096',
};
const faults = (change: Record<string, string | string[]>) =>
  newChallengeSchema.safeParse({ ...form, ...change }).error?.issues.map((issue) => issue.path.join('.'));

describe('newChallengeSchema', () => {
  it('makes settings of the fields, its times by the clock of its zone', () => {
    expect(newChallengeSchema.parse(form)).toMatchObject({
      slug: 'garden-birds-2026',
      settings: {
        dataset: 'birds',
        version: 2,
        classes: undefined,
        series: null,
        metric: 'top5Error',
        secondaryMetrics: ['top1Error', 'logLoss'],
        publicShare: 0.4,
        ladderStep: null,
        phases: [
          {
            opensAt: new Date('2026-11-30T23:00:00Z'),
            closesAt: new Date('2027-02-01T17:30:00Z'),
            dailyQuota: 5,
            weeklyQuota: null,
            maxModelBytes: 536_870_912,
            timeLimitSeconds: 90,
          },
        ],
        tracks: [],
      },
    });
  });

  it('reads synset ids however they are parted', () => {
    const { settings } = newChallengeSchema.parse({
      ...form,
      classes: 'n02084071, n02121620\r\nn01503061\n',
    });
    expect(settings.classes).toEqual(['n02084071', 'n02121620', 'n01503061']);
  });

  it('tells a mistake at the field of the form, also in a row behind one that was removed', () => {
    expect(faults({ slug: 'new' })).toEqual(['slug']);
    expect(faults({ edition: 'soon' })).toEqual(['edition']);
    expect(faults({ 'phases.0.closesAt': '2026-11-01T00:00' })).toEqual(['phases.0.closesAt']);
    expect(faults({ 'phases.0.maxModelMb': '4000' })).toEqual(['phases.0.maxModelMb']);
    expect(faults({ 'phases.0.timeLimitMinutes': '0' })).toEqual(['phases.0.timeLimitMinutes']);
    expect(faults({ version: '' })).toContain('version');
    const second = {
      'phases.3.name': 'Final',
      'phases.3.opensAt': '2027-01-01',
      'phases.3.closesAt': '2027-03-01',
    };
    expect(faults(second)).toEqual(['phases.3.opensAt']);
    expect(faults({ 'tracks.2.slug': 'Not a slug', 'tracks.2.title': 'Any data' })).toEqual([
      'tracks.2.slug',
    ]);
  });
});
