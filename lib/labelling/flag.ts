import { z } from 'zod';
import { UNDO_SECONDS } from './assignment.ts';
import { flagReasons } from './flag-reason.ts';

/** How long after its answer a unit may be flagged, in seconds: as long as the answer may be taken back. */
export const FLAG_SECONDS = UNDO_SECONDS;

const unitId = z.int().min(1).max(2_147_483_647);

export const flagUnitSchema = z.object({
  unitId,
  reason: z.enum(flagReasons, `must be one of ${flagReasons.join(', ')}`),
  comment: z.string().trim().max(1000, 'must have at most 1000 characters').default(''),
});
export type FlagUnitInput = z.infer<typeof flagUnitSchema>;

export const withdrawFlagSchema = z.object({ unitId });
export type WithdrawFlagInput = z.infer<typeof withdrawFlagSchema>;
