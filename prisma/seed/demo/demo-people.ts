import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Person, Role } from '#lib/identity/person';
import { createUser } from '#lib/identity/server/create-user';
import { findPersonByEmail } from '#lib/identity/server/find-person';
import { dataPath } from '#lib/infra/config';
import { nouns } from './nouns.ts';
import { simulatedLabelers } from './simulated-labelers.ts';

/** The demo's people: one for each kind of user. */
const people: { name: string; email: string; roles: Role[] }[] = [
  { name: 'Lea Labeler', email: 'labeler@demo.example', roles: ['labeler'] },
  { name: 'Rui Researcher', email: 'researcher@demo.example', roles: ['labeler', 'researcher'] },
  { name: 'Olu Organiser', email: 'organiser@demo.example', roles: ['labeler', 'researcher', 'organiser'] },
];

type SignIns = Record<string, string>;

const signInsFile = () => dataPath('demo-sign-ins.json');

/**
 * The demo's sign-ins, a line each. Passwords are made for each installation and kept in its data folder, so that a demo
 * that is reachable from outside is not open to who has read the manual.
 */
export async function demoSignIns(): Promise<string[]> {
  const passwords = await readPasswords();
  return people.map(({ email, roles }) => {
    const role = roles.at(-1) as string;
    return `  ${role.padEnd(11)} ${email.padEnd(26)} ${passwords[email] ?? '(its password is in another data folder)'}`;
  });
}

/** Makes the demo's people where they are missing and gives the organiser. */
export async function addDemoPeople(): Promise<Person> {
  const passwords = await readPasswords();
  for (const { email } of people) passwords[email] ??= makePassword();
  await mkdir(dataPath(), { recursive: true });
  await writeFile(signInsFile(), JSON.stringify(passwords), { mode: 0o600 });

  let organiser: Person | undefined;
  for (const person of people) {
    const known = await findPersonByEmail(person.email);
    organiser = known ?? (await createUser({ ...person, password: passwords[person.email] }));
  }
  return organiser as Person;
}

/** Makes the simulated labelers where they are missing; gives their ids, in the order of `simulatedLabelers`. */
export async function addSimulatedLabelers(): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, { name }] of simulatedLabelers.entries()) {
    const email = `simulated-${index + 1}@demo.example`;
    const known = await findPersonByEmail(email);
    ids.push((known ?? (await createUser({ name, email, roles: ['labeler'], simulated: true }))).id);
  }
  return ids;
}

async function readPasswords(): Promise<SignIns> {
  const text = await readFile(signInsFile(), 'utf8').catch(() => '{}');
  return JSON.parse(text) as SignIns;
}

/** Three of the demo's nouns and a number: 80³ times 9,000 is 4.6 billion, and can be read out. */
function makePassword(): string {
  const noun = () => (nouns[randomInt(nouns.length)]?.drawing ?? 'noun').split('-')[0];
  return `${noun()}-${noun()}-${noun()}-${randomInt(1000, 10_000)}`;
}
