import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';
import { slugSchema } from '#lib/core/slug';
import { sha256Schema } from '#lib/images/sha256';

export const takedownKinds = ['image', 'source', 'author'] as const;
export type TakedownKind = (typeof takedownKinds)[number];

const reason = z.string().trim().min(1, 'must say why').max(1000, 'must have at most 1000 characters');

const image = z.object({ kind: z.literal('image'), what: sha256Schema });
const source = z.object({ kind: z.literal('source'), what: slugSchema });
const author = z.object({ kind: z.literal('author'), what: z.string().trim().min(1).max(200) });

/** Which images: one, all of a source, or all of an author's sources. */
export const takenDownSchema = z.discriminatedUnion('kind', [image, source, author]);
export type TakenDown = z.infer<typeof takenDownSchema>;

/** What is to be taken down, and why. */
export const takedownSchema = z.discriminatedUnion('kind', [
  image.extend({ reason }),
  source.extend({ reason }),
  author.extend({ reason }),
]);
export type TakedownInput = z.infer<typeof takedownSchema>;

/** Which page of the list of takedowns. */
export const takedownListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.number().int()])).optional(),
  limit: pageLimit(20),
});
export type TakedownList = z.infer<typeof takedownListSchema>;

/** A takedown, for organisers. */
export interface TakedownView {
  id: number;
  kind: TakedownKind;
  what: string;
  reason: string;
  images: number;
  by: string;
  createdAt: Date;
  /** When bytes were gone and scores computed again; null while that is under way. */
  doneAt: Date | null;
}
