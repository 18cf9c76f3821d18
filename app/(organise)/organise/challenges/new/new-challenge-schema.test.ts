import { describe, expect, it } from 'vitest';
import { newChallengeSchema } from './new-challenge-schema';

const form = {
  title: 'Garden birds',
  slug: 'garden-birds-2026',
  edition: '2026',
  version: 'birds@2',
  classes: '',
  description: '',
  rules: '',
  opensAt: '2026-12-01T00:00',
  closesAt: '2027-02-01T18:30',
  dailyQuota: '5',
  maxModelMb: '512',
  timeLimitMinutes: '1.5',
  memoryLimitMb: '4096',
};
const faults = (change: Partial<typeof form>) =>
  newChallengeSchema.safeParse({ ...form, ...change }).error?.issues.map((issue) => issue.path.join('.'));

describe('newChallengeSchema', () => {
  it('makes settings of the fields, its times in UTC', () => {
    expect(newChallengeSchema.parse(form)).toMatchObject({
      slug: 'garden-birds-2026',
      settings: {
        dataset: 'birds',
        version: 2,
        classes: undefined,
        opensAt: new Date('2026-12-01T00:00:00Z'),
        closesAt: new Date('2027-02-01T18:30:00Z'),
        maxModelBytes: 536_870_912,
        timeLimitSeconds: 90,
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

  it('tells a mistake at the field of the form', () => {
    expect(faults({ slug: 'new' })).toEqual(['slug']);
    expect(faults({ edition: 'soon' })).toEqual(['edition']);
    expect(faults({ closesAt: '2026-11-01T00:00' })).toEqual(['closesAt']);
    expect(faults({ maxModelMb: '4000' })).toEqual(['maxModelMb']);
    expect(faults({ timeLimitMinutes: '0' })).toEqual(['timeLimitMinutes']);
    expect(faults({ version: '' })).toEqual(['version']);
  });
});
