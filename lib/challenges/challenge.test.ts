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
      dailyQuota: 5,
      publishedAt: null,
      closesAt: new Date('2026-03-29T01:00:00Z'),
    });
  });

  it('names the field that is wrong', () => {
    expect(problems({ opensAt: '2026-03-01 00:00' })).toEqual(['opensAt']);
    expect(problems({ closesAt: '2026-02-01T00:00:00Z' })).toEqual(['closesAt']);
    expect(problems({ publishedAt: '2026-03-02T00:00:00Z' })).toEqual(['publishedAt']);
    expect(problems({ classes: ['n02084071', 'n02084071'] })).toEqual(['classes']);
    expect(problems({ dailyQuota: 0 })).toEqual(['dailyQuota']);
    expect(problems({ daylyQuota: 3 })).toEqual(['']);
  });
});
