import { createHmac } from 'node:crypto';
import { config } from '#lib/infra/config';

/**
 * A name for a labeler that says nothing of who it is: the same at every export of a campaign, another one in every other
 * campaign. It stays as long as the server's secret does.
 */
export function labelerPseudonym(campaignId: string, userId: string): string {
  const secret = config().NEXTAUTH_SECRET;
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: labelers cannot be given pseudonyms');
  // The secret signs sessions too: the prefix keeps the two apart.
  const mac = createHmac('sha256', secret)
    .update(`labelling pseudonym ${campaignId} ${userId}`)
    .digest('hex');
  return `w${mac.slice(0, 16)}`;
}
