import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The signature of a webhook's request, as its header `imagenest-signature` has it: `t=SECONDS,v1=HEX`, where HEX is
 * HMAC-SHA256 (RFC 2104) of `SECONDS.BODY` by the webhook's secret. The time stands in it, so that an old request is no new one.
 */
export function signWebhook(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${hmac(secret, seconds, body)}`;
}

/** Whether a signature is of this body by this secret, and no older than five minutes; what a receiver does. */
export function isSignedBy(secret: string, body: string, signature: string, now: Date): boolean {
  const [, time, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (time === undefined || hex === undefined) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > 300) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), Buffer.from(hmac(secret, Number(time), body), 'hex'));
}

function hmac(secret: string, seconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
}

/** How long is waited after so many failed tries, milliseconds: a minute, doubled each time; null where it is given up. */
export function retryAfterTries(attempts: number): number | null {
  return attempts >= 8 ? null : 60_000 * 2 ** (attempts - 1);
}
