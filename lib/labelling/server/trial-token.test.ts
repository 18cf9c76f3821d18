import { expect, it, vi } from 'vitest';

vi.hoisted(() => {
  process.env.NEXTAUTH_SECRET = 'a secret of the tests, long enough to sign with';
});
const { readTrial, signTrial } = await import('./trial-token.ts');

const trial = { campaignId: '0191d1f0-0000-7000-8000-000000000000', unitIds: [3, 14, 15] };

it('can be read back while it is young', () => {
  const token = signTrial(trial, Date.UTC(2026, 0, 1));
  expect(readTrial(token, Date.UTC(2026, 0, 30))).toEqual(trial);
  expect(() => readTrial(token, Date.UTC(2026, 1, 2))).toThrow(
    expect.objectContaining({ code: 'bad-trial-token' }),
  );
});

it('is refused with any other character', () => {
  const token = signTrial(trial);
  for (let i = 0; i < token.length; i++) {
    const forged = `${token.slice(0, i)}${token[i] === '9' ? '8' : '9'}${token.slice(i + 1)}`;
    expect(() => readTrial(forged)).toThrow(expect.objectContaining({ code: 'bad-trial-token' }));
  }
});
