import type { Eligibility } from '#lib/challenges/eligibility';
import type { ChallengeView } from '#lib/challenges/server/get-challenge';
import { getEligibility } from '#lib/challenges/server/get-eligibility';
import { hasRole, type Person } from '#lib/identity/person';

/** Whether a researcher may take part; null for others, and once the challenge is over. */
export async function loadEligibility(
  person: Person | null,
  { slug, phase }: ChallengeView,
): Promise<Eligibility | null> {
  const over = phase === 'closed' || phase === 'published';
  return person && !over && hasRole(person, 'researcher') ? getEligibility(person, slug) : null;
}
