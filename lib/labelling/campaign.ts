import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { sha256Schema } from '#lib/images/sha256';
import type { CampaignKind } from './answers.ts';
import type { AskedNoun } from './assignment.ts';
import { LEAST_VOTES } from './settling.ts';
import { USUAL } from './usual-settings.ts';

/** Pages of the labelling workspace that stand where campaigns do. */
const reservedSlugs = ['board', 'mine', 'try'];

/** A number as people and forms write it; nothing else is taken for one. */
const written = (schema: z.ZodNumber) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), schema);
const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return written(z.number({ error: message }).int(message).min(least, message).max(most, message));
};
const between = (message: string, schema: (number: z.ZodNumber) => z.ZodNumber) =>
  written(schema(z.number({ error: message })));

const shared = {
  slug: slugSchema.refine((slug) => !reservedSlugs.includes(slug), {
    error: `must not be ${reservedSlugs.join(', ')}`,
  }),
  title: z.string().trim().min(1, 'must not be empty').max(120),
  /** What labelers should know beyond the nouns' definitions. */
  instructions: z.string().trim().max(4000).default(''),
  /** The most votes that a unit gets; without a target confidence, all that majority decides on. */
  votesPerUnit: wholeNumber(1, 25).optional(),
  /** A unit settles as soon as its answer is so likely. Null: by majority of votesPerUnit votes. */
  targetConfidence: between('must be above 0.5 and below 1', (share) =>
    share.gt(0.5, 'must be above 0.5 and below 1').lt(1, 'must be above 0.5 and below 1'),
  )
    .nullable()
    .optional(),
  /** The share of the units given to labelers whose answer is known, which measures them. */
  goldShare: between('must be from 0 to 0.5', (share) =>
    share.min(0, 'must be from 0 to 0.5').max(0.5, 'must be from 0 to 0.5'),
  ).optional(),
  /** Units with known answers that a labeler answers well before their votes count; 0 for no qualification. */
  qualificationUnits: wholeNumber(0, 20).default(0),
  /** The images it asks about; all of the dataset where it is left out. */
  images: z.array(sha256Schema).min(1).optional(),
};

interface StoppingChoice {
  votesPerUnit?: number | undefined;
  targetConfidence?: number | null | undefined;
  goldShare?: number | undefined;
}

/**
 * When units stop asking, with what was left out: at a confidence of 0.95 after 7 votes at most, or by majority of 3 votes where
 * the target is null. Who names a number of votes and no target wants that number, as before there were targets.
 */
function withStopping<Input extends StoppingChoice>(input: Input) {
  const { targetConfidence = input.votesPerUnit === undefined ? USUAL.targetConfidence : null } = input;
  const { votesPerUnit = targetConfidence === null ? USUAL.fixedVotes : USUAL.mostVotes } = input;
  const { goldShare = targetConfidence === null ? 0 : USUAL.goldShare } = input;
  return { ...input, targetConfidence, votesPerUnit, goldShare };
}

/**
 * A new campaign. A verify campaign asks about the dataset's candidates (an image and the noun that it was gathered for), of
 * all nouns or of `synsets` alone; with `candidates` about exactly those. A classify campaign asks of each image which
 * noun at or below `rootSynsets` it shows.
 */
export const createCampaignSchema = z
  .discriminatedUnion('kind', [
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
      /** Whether an answer may be several nouns, where an image shows them. */
      severalNouns: z.boolean().optional(),
    }),
  ])
  .transform((input) => (input.kind === 'verify' ? withStopping(input) : withStopping(input)))
  .refine(({ targetConfidence, votesPerUnit }) => targetConfidence === null || votesPerUnit >= LEAST_VOTES, {
    path: ['votesPerUnit'],
    error: `must be at least ${LEAST_VOTES} where a confidence decides: nobody settles a unit alone`,
  })
  .refine((input) => !(input.kind === 'classify' && input.severalNouns && input.targetConfidence === null), {
    path: ['severalNouns'],
    error:
      'needs a confidence that decides: each noun of an answer is weighed by itself, which a majority cannot',
  });
export type CreateCampaignInput = z.infer<typeof createCampaignSchema>;

/** How far a campaign is, or the part of it that asks about one noun. */
export interface Progress {
  units: number;
  settled: number;
  contested: number;
  votes: number;
  /**
   * Votes that it takes in all. By majority: units times votes per unit. With a target confidence an estimate: each unit that
   * still asks will take as many as those that are decided took, at least two and at most votes per unit.
   */
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
  /** The confidence at which a unit settles; null where the majority of votesPerUnit votes decides. */
  targetConfidence: number | null;
  /** For classify: whether an answer may be several nouns. */
  severalNouns: boolean;
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
