import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';

/** The text fields of a submission, as they come in beside the model's bytes. */
export const submissionFieldsSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
  /** A preset's name or the text of a preprocess file; empty: everything is read off the model's input. */
  preprocess: z.string().max(100_000, 'must have at most 100,000 characters').default(''),
  /** The text of a labels file; empty: outputs are the challenge's classes in its order. */
  labels: z.string().max(4_000_000, 'must have at most 4,000,000 characters').default(''),
});

export type SubmissionFields = z.input<typeof submissionFieldsSchema>;

/** What a team says of a submission afterwards; what is left out stays. */
export const submissionEditSchema = z
  .strictObject({
    name: submissionFieldsSchema.shape.name,
    /** Markdown: how it works, what it was trained on. */
    description: z.string().max(20_000, 'must have at most 20,000 characters'),
    /** Its code or paper. */
    link: z
      .union([
        z.literal('').transform(() => null),
        z.url({ protocol: /^https?$/, error: 'must be an http address' }),
      ])
      .nullable(),
    /** Whether others see it before the results are out. */
    listed: z.boolean(),
    /** Whether it is one of those that count when the results are out. */
    final: z.boolean(),
  })
  .partial();
export type SubmissionEdit = z.infer<typeof submissionEditSchema>;

/** How many submissions an entry may choose to count in the end. */
export const MOST_FINALS = 2;

/** Which page of one's own submissions. */
export const mySubmissionListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.iso.datetime(), z.uuid()])).optional(),
  limit: pageLimit(50),
});
export type MySubmissionList = z.infer<typeof mySubmissionListSchema>;
