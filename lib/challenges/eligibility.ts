import { z } from 'zod';
import { AppError } from '#lib/core/errors';

/** Why somebody may take part who labelled held-out images. */
export const admissionSchema = z.object({
  reason: z.string().trim().min(1, 'must say why').max(1000, 'must have at most 1000 characters'),
});
export type AdmissionInput = z.infer<typeof admissionSchema>;

/** Whether a person may take part in a challenge. */
export interface Eligibility {
  /** They labelled images that it holds out and nobody admitted them. */
  barred: boolean;
  /** Who lets them take part all the same, and why. */
  admitted: { by: string; reason: string; at: string } | null;
  /** The organiser to ask. */
  organiser: string;
}

/** Somebody who labelled images that a challenge holds out, as organisers see them. */
export interface BarredPerson {
  id: string;
  name: string;
  /** Their entry, where they are in one. */
  entry: string | null;
  admitted: Eligibility['admitted'];
}

/** Refuses somebody who is barred, with `labelled-held-out`: says why and whom to ask. */
export function assertEligible({ barred, organiser }: Eligibility, challenge: string): void {
  if (!barred) return;
  throw new AppError(
    'forbidden',
    'labelled-held-out',
    `You, or somebody of your entry, labelled images that ${challenge} holds out and could know what its models are tested on: who labelled them takes no part. If you think that you should, ask ${organiser}, who organises it, to admit you.`,
  );
}
