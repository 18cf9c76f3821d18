import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#lib/core/errors';
import { config } from '#lib/infra/config';

/** What a trial page's token stands for. */
export interface TrialUnits {
  campaignId: string;
  unitIds: number[];
}

/** How long the answers of a trial may wait in the browser for their visitor to sign in. */
const VALID_SECONDS = 30 * 24 * 3600;

/** A token that says which units a trial page showed and that we made it. */
export function signTrial({ campaignId, unitIds }: TrialUnits, now = Date.now()): string {
  const payload = `${campaignId}.${unitIds.join('-')}.${Math.floor(now / 1000)}`;
  return `${payload}.${mac(payload)}`;
}

/** The units of a token. Refuses one that is not ours or too old. */
export function readTrial(token: string, now = Date.now()): TrialUnits {
  const cut = token.lastIndexOf('.');
  const payload = token.slice(0, Math.max(cut, 0));
  const given = Buffer.from(token.slice(cut + 1));
  const expected = Buffer.from(mac(payload));
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  const [campaignId = '', units = '', madeAt = ''] = payload.split('.');
  if (!genuine || now / 1000 - Number(madeAt) > VALID_SECONDS) {
    throw new AppError(
      'invalid',
      'bad-trial-token',
      'This trial page is not one of ours or is more than 30 days old: its answers cannot be counted any more.',
    );
  }
  return { campaignId, unitIds: units.split('-').map(Number) };
}

function mac(payload: string): string {
  const secret = config().NEXTAUTH_SECRET;
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: trial pages cannot be signed');
  // The secret signs sessions too: the prefix keeps the two apart.
  return createHmac('sha256', secret).update(`labelling trial ${payload}`).digest('base64url');
}
