import { z } from 'zod';

/** Whom a captain invites: an address to mail to, or nobody named, for a link to hand on. */
export const newInvitationSchema = z.strictObject({
  email: z
    .union([z.literal('').transform(() => undefined), z.email('must be an e-mail address').toLowerCase()])
    .optional(),
});
export type NewInvitation = z.infer<typeof newInvitationSchema>;

/** The addresses that an organiser invites, however they are parted. */
export const invitedPeopleSchema = z
  .string()
  .max(500_000)
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
  .pipe(z.array(z.email('must be e-mail addresses, one a line')).max(10_000));

/** Into which entry another is to be merged. */
export const newMergeSchema = z.strictObject({
  into: z.string().trim().min(1, 'must name the entry that stays'),
});

/** An organiser's word on an entry or a submission, which its people read. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1, 'must say why')
  .max(1000, 'must have at most 1000 characters');

/** Whether an entry takes part: to decline one needs a reason. */
export const entryDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('admitted') }),
  z.strictObject({ decision: z.literal('declined'), reason: reasonSchema }),
]);
export type EntryDecision = z.infer<typeof entryDecisionSchema>;

/** A reason disqualifies; null takes that back. */
export const disqualificationSchema = z.strictObject({ reason: reasonSchema.nullable() });
