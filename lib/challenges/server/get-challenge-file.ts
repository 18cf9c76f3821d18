import { stringify } from 'yaml';
import type { Person } from '#lib/identity/person';
import { getSettings } from './get-settings.ts';

/** A challenge as the YAML that makes it: applied as it is, it changes nothing. Organisers only. */
export async function getChallengeFile(person: Person | null, slug: string): Promise<string> {
  const settings = await getSettings(person, slug);
  const phases = settings.phases.map(({ showsScores, ...phase }) => ({
    ...phase,
    shows: showsScores ? 'public' : 'nothing',
  }));
  // Times with their offset: they mean the same wherever the file is read.
  return stringify(JSON.parse(JSON.stringify({ slug, ...settings, phases })));
}
