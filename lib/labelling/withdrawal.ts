import { z } from 'zod';

/** Why a labeler's votes are withdrawn. */
export const withdrawalSchema = z.object({
  reason: z.string().trim().min(1, 'must say why').max(1000, 'must have at most 1000 characters'),
});
export type WithdrawalInput = z.infer<typeof withdrawalSchema>;

/** Whether a labeler's votes in a campaign count. The votes follow within moments. */
export interface Withdrawal {
  userId: string;
  /** ISO 8601; null where their votes count. */
  withdrawnAt: string | null;
  reason: string;
}
