import { expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { makePeople, makePerson } from '#lib/testing/people';

test('a person made for a test stands in this file’s own database with their roles', async () => {
  const person = await makePerson('labeler', 'organiser');
  expect(await db().user.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
    email: person.email,
    roles: ['labeler', 'organiser'],
  });
});

test('several people differ', async () => {
  const people = await makePeople(3, 'labeler');
  expect(new Set(people.map((person) => person.email)).size).toBe(3);
});
