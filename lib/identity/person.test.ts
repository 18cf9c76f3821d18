import { describe, expect, it } from 'vitest';
import { assertRole, hasRole, type Person, roles } from './person.ts';

const withRoles = (...held: Person['roles']): Person => ({
  id: '1',
  name: 'Ada',
  email: 'ada@example.org',
  roles: held,
});

describe('hasRole', () => {
  it('knows only the roles that a person holds', () => {
    expect(hasRole(withRoles('labeler'), 'labeler')).toBe(true);
    expect(hasRole(withRoles('labeler'), 'organiser')).toBe(false);
    expect(hasRole(null, 'labeler')).toBe(false);
  });

  it('lets an admin act in every role', () => {
    for (const role of roles) expect(hasRole(withRoles('admin'), role)).toBe(true);
  });
});

describe('assertRole', () => {
  it('tells a stranger to sign in and a person without the role which one is needed', () => {
    expect(() => assertRole(null)).toThrow(expect.objectContaining({ code: 'sign-in-needed' }));
    expect(() => assertRole(withRoles('labeler'), 'organiser')).toThrow(/organiser; you have labeler/);
    expect(() => assertRole(withRoles('organiser'), 'organiser')).not.toThrow();
  });
});
