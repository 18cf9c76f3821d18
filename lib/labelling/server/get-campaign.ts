import { hasRole, type Person } from '#lib/identity/person';
import type { AskedNoun } from '../assignment.ts';
import type { CampaignFacts, NounProgress, Progress } from '../campaign.ts';
import { askedNouns } from './asked-nouns.ts';
import { findCampaign } from './find-campaign.ts';
import { readProgress, readProgressByNoun } from './read-progress.ts';

/** A campaign and how far it is; for organisers also by noun, those with most to do first. */
export async function getCampaign(
  person: Person | null,
  input: { campaign: string },
): Promise<CampaignFacts & { nouns?: NounProgress[] }> {
  const { id, rootSynsets, dataset, ...campaign } = await findCampaign(input.campaign);
  const organises = campaign.kind === 'verify' && hasRole(person, 'organiser');
  const [progress, byNoun] = await Promise.all([
    readProgress([id]),
    organises ? readProgressByNoun(id) : new Map<string, Progress>(),
  ]);
  const nouns = await askedNouns([...rootSynsets, ...byNoun.keys()]);
  return {
    ...campaign,
    dataset: { slug: dataset.slug, title: dataset.title },
    roots: rootSynsets.map((root) => nouns.get(root) as AskedNoun),
    progress: progress.get(id) as Progress,
    ...(organises && { nouns: nounProgress(byNoun, nouns) }),
  };
}

function nounProgress(byNoun: Map<string, Progress>, nouns: Map<string, AskedNoun>): NounProgress[] {
  const open = ({ units, settled, contested }: Progress) => units - settled - contested;
  return [...byNoun]
    .map(([synset, progress]) => ({ noun: nouns.get(synset) as AskedNoun, progress }))
    .sort((a, b) => open(b.progress) - open(a.progress));
}
