import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { votesWanted } from '#lib/labelling/votes-needed';
import type { TestDataset } from './images.ts';

/** Nouns to ask about. */
export const dog = 'n02084071';
export const cat = 'n02121620';
export const animal = 'n00015388';

/** When the units of a campaign are decided. */
export interface Stopping {
  votesPerUnit: number;
  targetConfidence: number | null;
  goldShare: number;
  qualificationUnits: number;
}

/** The settings of a campaign in which the majority of so many votes decides. */
export const byMajority = (votesPerUnit: number): Stopping => ({
  votesPerUnit,
  targetConfidence: null,
  goldShare: 0,
  qualificationUnits: 0,
});

/** Those of a campaign in which units settle at a confidence, after so many votes at most. */
export const whenSure = (targetConfidence: number, votesPerUnit = 7): Stopping => ({
  ...byMajority(votesPerUnit),
  targetConfidence,
});

/** Makes a verify campaign over a dataset's first images: `nouns` says how many candidates of which noun. Gives its slug. */
export async function makeVerifyCampaign(
  organiser: Person,
  dataset: TestDataset,
  nouns: Record<string, number>,
  votes: number | Stopping = 3,
): Promise<string> {
  const slug = randomUUID();
  const candidates = Object.entries(nouns).flatMap(([synset, count]) =>
    dataset.images.slice(0, count).map(({ sha256 }) => ({ image: sha256, synset })),
  );
  await createCampaign(organiser, {
    kind: 'verify',
    dataset: dataset.slug,
    slug,
    title: 'Verify',
    instructions: '',
    ...(typeof votes === 'number' ? byMajority(votes) : votes),
    candidates,
  });
  return slug;
}

/** Makes a classify campaign over a dataset's first images, about animals. Gives its slug. */
export async function makeClassifyCampaign(
  organiser: Person,
  dataset: TestDataset,
  count: number,
  votes: number | Stopping = 3,
): Promise<string> {
  const slug = randomUUID();
  await createCampaign(organiser, {
    kind: 'classify',
    dataset: dataset.slug,
    slug,
    title: 'Classify',
    instructions: '',
    ...(typeof votes === 'number' ? byMajority(votes) : votes),
    rootSynsets: [animal],
    images: dataset.images.slice(0, count).map(({ sha256 }) => sha256),
  });
  return slug;
}

/** The same answer to each of some units. */
export function answerAll(units: readonly { id: number }[], answer: string) {
  return units.map(({ id }) => ({ unitId: id, answer, milliseconds: 100 }));
}

/** Recounts all that a campaign's counters say, and what must hold of its units. */
export async function assertConsistent(slug: string): Promise<void> {
  const campaign = await db().campaign.findUniqueOrThrow({
    where: { slug },
    include: {
      units: { include: { votes: true, leases: true, gold: true, changes: { orderBy: { id: 'asc' } } } },
      progress: true,
    },
  });
  const counted = campaign.units.filter(({ gold }) => gold === null);
  for (const unit of campaign.units.filter(({ gold }) => gold !== null)) {
    expect(unit).toMatchObject({ state: 'settled', wanted: 0, answer: unit.gold?.answer });
  }
  for (const unit of counted) {
    expect(unit.voteCount).toBe(unit.votes.length);
    const most = campaign.votesPerUnit + unit.extraVotes;
    expect(unit.votes.length).toBeLessThanOrEqual(most);
    if (unit.state === 'open') expect(unit.votes.length + unit.leases.length).toBeLessThanOrEqual(most);
    expect(unit.wanted).toBe(votesWanted(campaign, unit));
    // Who is open is asked about, or somebody holds it.
    if (unit.state === 'open') expect(unit.wanted + unit.leases.length).toBeGreaterThan(0);
    expect([...unit.takers].sort()).toEqual(
      [...unit.votes, ...unit.leases].map(({ userId }) => userId).sort(),
    );
    const last = unit.changes.at(-1);
    // What an organiser decided may lack votes.
    if (!(last?.cause === 'review' && last.toState === 'settled')) {
      if (unit.votes.length >= most) expect(unit.state).not.toBe('open');
      else if (campaign.targetConfidence === null) expect(unit.state).toBe('open');
      else expect(unit.state).not.toBe('contested');
    }
    expect(unit.settledAt !== null).toBe(unit.state === 'settled');
  }
  const sum = (field: 'units' | 'settled' | 'contested' | 'votes') =>
    campaign.progress.reduce((total, row) => total + row[field], 0);
  const asked = campaign.units.filter(({ gold }) => gold?.origin !== 'inserted');
  expect(sum('units')).toBe(asked.length);
  expect(sum('settled')).toBe(asked.filter(({ state }) => state === 'settled').length);
  expect(sum('contested')).toBe(asked.filter(({ state }) => state === 'contested').length);
  // Those on gold too, or the count would tell it.
  expect(sum('votes')).toBe(campaign.units.reduce((total, { votes }) => total + votes.length, 0));
}
