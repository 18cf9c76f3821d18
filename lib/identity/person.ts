import { AppError } from '#lib/core/errors';

export const roles = ['labeler', 'researcher', 'organiser', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Somebody signed in, as every use case sees them. */
export interface Person {
  id: string;
  name: string;
  email: string;
  roles: readonly Role[];
}

/** Whether a person may act in a role. An admin may act in all of them. */
export function hasRole(person: Person | null, role: Role): boolean {
  return person !== null && (person.roles.includes(role) || person.roles.includes('admin'));
}

/** Refuses whoever is not signed in, and whoever has not the role where one is named. */
export function assertRole(person: Person | null, role?: Role): asserts person is Person {
  if (person === null) {
    throw new AppError('unauthenticated', 'sign-in-needed', 'You are not signed in: sign in and try again.');
  }
  if (role && !hasRole(person, role)) {
    throw new AppError(
      'forbidden',
      'role-needed',
      `This is for people with the role ${role}; you have ${person.roles.join(', ') || 'none'}. Ask an admin for it.`,
    );
  }
}
