import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageShell } from '@/_components/page-shell';
import { currentPerson } from '@/_server/session';
import { SignOutButton } from './sign-out-button';

export const metadata: Metadata = { title: 'Sign out' };

export default async function SignOutPage() {
  const person = await currentPerson();
  if (!person) redirect('/');
  return (
    <PageShell
      title="Sign out"
      lead={`You are signed in as ${person.name}. Everything you sent is kept.`}
      width="text"
    >
      <SignOutButton />
    </PageShell>
  );
}
