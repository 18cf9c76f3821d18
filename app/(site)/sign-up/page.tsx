import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageShell } from '@/_components/page-shell';
import { TextLink } from '@/_components/text-link';
import { nextPath } from '@/_server/next-path';
import { currentPerson } from '@/_server/session';
import { SignUpForm } from './sign-up-form';

export const metadata: Metadata = { title: 'Sign up' };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const target = nextPath((await searchParams).next);
  if (await currentPerson()) redirect(target);
  return (
    <PageShell title="Sign up" lead="With an account you can label images and enter challenges." width="text">
      <div className="flex max-w-md flex-col gap-8">
        <SignUpForm next={target} />
        <p className="text-ink-soft">
          Have one already? <TextLink href={`/sign-in?next=${encodeURIComponent(target)}`}>Sign in</TextLink>.
        </p>
      </div>
    </PageShell>
  );
}
