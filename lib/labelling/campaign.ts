import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { sha256Schema } from '#lib/images/sha256';
import type { CampaignKind } from './answers.ts';
import type { AskedNoun } from './assignment.ts';

/** Pages of the labelling workspace that stand where campaigns do. */
const reservedSlugs = ['mine', 'try'];

const shared = {
  slug: slugSchema.refine((slug) => !reservedSlugs.includes(slug), {
    error: `must not be ${reservedSlugs.join(' or ')}`,
  }),
  title: z.string().trim().min(1, 'must not be empty').max(120),
  /** What labelers should know beyond the nouns' definitions. */
  instructions: z.string().trim().max(4000).default(''),
  /** Votes a unit collects before majority decides. */
  votesPerUnit: z.coerce.number().int().min(1).max(25).default(3),
  /** The images it asks about; all of the dataset where it is left out. */
  images: z.array(sha256Schema).min(1).optional(),
};

/**
 * A new campaign. A verify campaign asks about the dataset's candidates (an image and the noun that it was gathered for), of
 * all nouns or of `synsets` alone; with `candidates` about exactly those. A classify campaign asks of each image which
 * noun at or below `rootSynsets` it shows.
 */
export const createCampaignSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('verify'),
    ...shared,
    synsets: z.array(synsetId).min(1).optional(),
    candidates: z
      .array(z.object({ image: sha256Schema, synset: synsetId }))
      .min(1)
      .optional(),
  }),
  z.object({
    kind: z.literal('classify'),
    ...shared,
    rootSynsets: z.array(synsetId).min(1, 'must name at least one noun').max(100),
  }),
]);
export type CreateCampaignInput = z.infer<typeof createCampaignSchema>;

/** How far a campaign is, or the part of it that asks about one noun. */
export interface Progress {
  units: number;
  settled: number;
  contested: number;
  votes: number;
  /** Votes that it takes in all: units times votes per unit. */
  votesNeeded: number;
}

/** A campaign as everybody may see it. */
export interface CampaignFacts {
  slug: string;
  title: string;
  kind: CampaignKind;
  state: 'open' | 'closed';
  instructions: string;
  votesPerUnit: number;
  dataset: { slug: string; title: string };
  /** For classify: the nouns that answers lie at or below. */
  roots: AskedNoun[];
  progress: Progress;
}

/** How far the units of one noun are: for organisers. */
export interface NounProgress {
  noun: AskedNoun;
  progress: Progress;
}
