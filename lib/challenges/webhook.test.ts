import { describe, expect, it } from 'vitest';
import { isSignedBy, retryAfterTries, signWebhook } from './webhook.ts';

const at = new Date('2026-11-24T12:00:00Z');

describe('signWebhook', () => {
  it('signs as openssl does the same secret and text', () => {
    // printf '%s' '1795521600.{"id":1}' | openssl dgst -sha256 -hmac secret
    expect(signWebhook('secret', '{"id":1}', at)).toBe(
      't=1795521600,v1=bdaf97b70d78d14db98f52ad61e900d291fb67790a02010090a63d16a9d47955',
    );
  });

  it('holds for this body, secret and time alone', () => {
    const signature = signWebhook('secret', '{"id":1}', at);
    expect(isSignedBy('secret', '{"id":1}', signature, at)).toBe(true);
    expect(isSignedBy('secret', '{"id":2}', signature, at)).toBe(false);
    expect(isSignedBy('other', '{"id":1}', signature, at)).toBe(false);
    expect(isSignedBy('secret', '{"id":1}', signature, new Date(at.getTime() + 301_000))).toBe(false);
    expect(isSignedBy('secret', '{"id":1}', 'nonsense', at)).toBe(false);
  });
});

it('waits twice as long after each failed try, and gives up after eight', () => {
  expect([1, 2, 3, 7, 8].map(retryAfterTries)).toEqual([60_000, 120_000, 240_000, 3_840_000, null]);
});
