import { expect, test } from 'vitest';
import { makePerson } from '#lib/testing/people';
import { findPerson } from './find-person.ts';
import { setRoles } from './set-roles.ts';

test('gives a person these roles and no others', async () => {
  const { id, email } = await makePerson('labeler', 'researcher');
  const other = await makePerson('labeler');
  expect(await setRoles(email, ['organiser', 'researcher', 'organiser'])).toMatchObject({
    id,
    roles: ['organiser', 'researcher'],
  });
  expect(await findPerson(id)).toMatchObject({ roles: ['organiser', 'researcher'] });
  expect(await findPerson(other.id)).toMatchObject({ roles: ['labeler'] });
});

test('refuses an email that nobody has', async () => {
  await expect(setRoles('nobody@example.org', ['labeler'])).rejects.toMatchObject({ code: 'no-such-person' });
});
