import type { SignUp } from '../credentials.ts';
import type { Person } from '../person.ts';
import { createUser } from './create-user.ts';

/** Makes an account for whoever asks: they may label and compete. Organisers are made by an admin. */
export function signUp(input: SignUp): Promise<Person> {
  return createUser({ ...input, roles: ['labeler', 'researcher'] });
}
