import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Callout } from '@/_components/callout';
import { PageShell } from '@/_components/page-shell';
import { TextLink } from '@/_components/text-link';
import { otherMethods } from '@/_server/auth-options';
import { nextPath } from '@/_server/next-path';
import { currentPerson } from '@/_server/session';
import { OtherMethods } from './other-methods';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

type Search = Promise<{ next?: string; callbackUrl?: string; sent?: string; error?: string }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, sent, error } = await searchParams;
  const target = nextPath(next);
  if (await currentPerson()) redirect(target);
  return (
    <PageShell title="Sign in" width="text">
      <div className="flex max-w-md flex-col gap-8">
        {sent && (
          <Callout tone="good" title="A link is on its way">
            Open the email we sent you and follow its link on this device.
          </Callout>
        )}
        {error && (
          <Callout tone="bad" title="That did not sign you in">
            {error === 'OAuthAccountNotLinked'
              ? 'There is an account with this email address already: sign in the way you did before.'
              : 'Try again, or choose another way to sign in.'}
          </Callout>
        )}
        <SignInForm next={target} />
        {otherMethods.length > 0 && <OtherMethods methods={otherMethods} next={target} />}
        <p className="text-ink-soft">
          No account yet?{' '}
          <TextLink href={`/sign-up?next=${encodeURIComponent(target)}`}>Make one in a minute</TextLink>.
        </p>
      </div>
    </PageShell>
  );
}
