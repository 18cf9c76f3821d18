import { describe, expect, it } from 'vitest';
import { registrationOf } from './registration.ts';

const ada = { email: 'ada@maths.example.org', emailVerified: true, invited: false };
const by = (registration: 'open' | 'approval' | 'domain' | 'invitation') => ({
  registration,
  emailDomains: ['example.org'],
});

describe('registrationOf', () => {
  it('admits everybody where it is open, and nobody at once where it is by approval', () => {
    expect(registrationOf(by('open'), ada)).toBe('admitted');
    expect(registrationOf(by('approval'), ada)).toBe('pending');
  });

  it('goes by the domain and those under it, not by one that ends alike', () => {
    expect(registrationOf(by('domain'), ada)).toBe('admitted');
    expect(registrationOf(by('domain'), { ...ada, email: 'Ada@Example.ORG' })).toBe('admitted');
    for (const email of ['ada@badexample.org', 'ada@example.org.evil.com']) {
      expect(() => registrationOf(by('domain'), { ...ada, email })).toThrow(/example\.org/);
    }
  });

  it('goes by the organiser’s list', () => {
    expect(registrationOf(by('invitation'), { ...ada, invited: true })).toBe('admitted');
    expect(() => registrationOf(by('invitation'), ada)).toThrow(/invited/);
  });

  it('lets an address wait that nobody showed to be theirs', () => {
    expect(registrationOf(by('domain'), { ...ada, emailVerified: false })).toBe('pending');
    expect(registrationOf(by('invitation'), { ...ada, invited: true, emailVerified: false })).toBe('pending');
  });
});
