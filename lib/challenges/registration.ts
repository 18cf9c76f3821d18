import { AppError } from '#lib/core/errors';
import type { ChallengeSettings } from './challenge.ts';

/** What of a person decides whether they may enter. */
export interface Registrant {
  email: string;
  /** Whether they showed that the address is theirs. */
  emailVerified: boolean;
  /** Whether the organiser named their address. */
  invited: boolean;
}

/**
 * Whether somebody who enters is admitted at once or waits for an organiser. Where addresses decide, one that nobody
 * showed to be theirs waits as well. Throws AppError `registration-domain` or `registration-invitation`.
 */
export function registrationOf(
  { registration, emailDomains }: Pick<ChallengeSettings, 'registration' | 'emailDomains'>,
  { email, emailVerified, invited }: Registrant,
): 'admitted' | 'pending' {
  if (registration === 'open') return 'admitted';
  if (registration === 'approval') return 'pending';
  const domain = email.toLowerCase().split('@').at(-1) ?? '';
  const within = emailDomains.some((each) => domain === each || domain.endsWith(`.${each}`));
  if (registration === 'domain' && !within) {
    throw new AppError(
      'forbidden',
      'registration-domain',
      `This challenge is for people with an address at ${emailDomains.join(', ')}; yours is at ${domain}. Sign in with such an address, or ask the organiser.`,
    );
  }
  if (registration === 'invitation' && !invited) {
    throw new AppError(
      'forbidden',
      'registration-invitation',
      `This challenge is for people whom its organiser invited, and ${email} is not among them. Ask the organiser.`,
    );
  }
  return emailVerified ? 'admitted' : 'pending';
}
