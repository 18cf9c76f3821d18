import { LinkButton } from '@/_components/button';
import { ErrorState } from '@/_components/error-state';
import { currentPerson } from '@/_server/session';

/** What somebody sees on a page that their roles do not open. */
export default async function Forbidden() {
  const person = await currentPerson();
  return (
    <ErrorState title="This page is for another role" action={<LinkButton href="/">Go home</LinkButton>}>
      {person
        ? `You are signed in as ${person.name}, with the roles ${person.roles.join(', ')}. An admin can give you more.`
        : 'Sign in first.'}
    </ErrorState>
  );
}
