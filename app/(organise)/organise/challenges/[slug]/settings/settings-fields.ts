import { zonedField } from '#lib/challenges/calendar';
import type { ChallengeSettings } from '#lib/challenges/challenge';
import type { ChallengeFields } from '../../challenge-form';

/** A challenge's settings as the fields of its form hold them, times by the clock of its zone. */
export function settingsFields(slug: string, settings: ChallengeSettings): ChallengeFields {
  const { timeZone, classes, publishedAt, mergeUntil, publicShare, ladderStep, emailDomains } = settings;
  const time = (at: Date) => zonedField(at, timeZone);
  const count = (value: number | null) => (value === null ? '' : String(value));
  return {
    slug,
    title: settings.title,
    edition: String(settings.edition),
    series: settings.series ?? '',
    version: `${settings.dataset}@${settings.version}`,
    classes: classes?.join('\n'),
    timeZone,
    description: settings.description,
    rules: settings.rules,
    prizes: settings.prizes,
    contact: settings.contact,
    publishedAt: publishedAt ? time(publishedAt) : '',
    metric: settings.metric,
    secondaryMetrics: settings.secondaryMetrics,
    publicPercent: String(Number((100 * publicShare).toFixed(6))),
    ladderStep: ladderStep === null ? '' : String(ladderStep),
    registration: settings.registration,
    emailDomains: emailDomains.join(', '),
    maxTeamSize: String(settings.maxTeamSize),
    mergeUntil: mergeUntil ? time(mergeUntil) : '',
    phases: settings.phases.map((phase) => ({
      name: phase.name,
      opensAt: time(phase.opensAt),
      closesAt: time(phase.closesAt),
      shows: phase.showsScores ? 'public' : 'nothing',
      dailyQuota: count(phase.dailyQuota),
      weeklyQuota: count(phase.weeklyQuota),
      totalQuota: count(phase.totalQuota),
      maxModelMb: String(phase.maxModelBytes / 1_048_576),
      timeLimitMinutes: String(phase.timeLimitSeconds / 60),
      memoryLimitMb: String(phase.memoryLimitMb),
    })),
    tracks: settings.tracks,
  };
}
