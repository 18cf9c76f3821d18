'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { TrialPage } from '#lib/labelling/trial';
import type { VoteInput } from '#lib/labelling/vote';
import { browserStore } from '@/_components/browser-store';
import { Button, LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { keepTrial, readTrials } from '../../_workspace/trial-answers';
import { VerifyPage } from '../../_workspace/verify-page';

/** A page to try without an account. The answers wait in the browser until their visitor signs in. */
export function TrialWorkspace({ page }: { page: TrialPage }) {
  const { refresh } = useRouter();
  const [kept, setKept] = useState<boolean | null>(null);
  const [waiting, setWaiting] = useState(0);

  useEffect(() => {
    setWaiting(readTrials(browserStore).reduce((sum, { votes }) => sum + votes.length, 0));
  }, []);

  const send = (votes: VoteInput[]) => {
    setKept(keepTrial(browserStore, { token: page.token, votes }));
    setWaiting((before) => before + votes.length);
    window.scrollTo({ top: 0 });
  };

  if (kept !== null) return <TrialDone kept={kept} waiting={waiting} onAnother={refresh} />;
  return (
    <div className="gutter mx-auto w-full max-w-[96rem] pt-3">
      <p className="text-sm text-ink-soft">
        {waiting === 0
          ? 'A trial, without an account. Your answers count once you sign in.'
          : `${waiting} answers wait in this browser until you sign in.`}
      </p>
      <VerifyPage noun={page.noun} units={page.units} takeFocus={false} onSend={send} onSkip={refresh} />
    </div>
  );
}

function TrialDone({ kept, waiting, onAnother }: { kept: boolean; waiting: number; onAnother: () => void }) {
  const next = encodeURIComponent('/label/try');
  return (
    <EmptyState
      page
      title={kept ? `${waiting} images answered` : 'Your browser keeps nothing'}
      action={
        <>
          <Button onClick={onAnother}>Try another page</Button>
          <LinkButton href={`/sign-in?next=${next}`}>Sign in</LinkButton>
          <LinkButton href={`/sign-up?next=${next}`} variant="primary">
            Sign up to count them
          </LinkButton>
        </>
      }
    >
      {kept
        ? 'They wait in this browser. Sign up or sign in, and they become your votes at once; nobody needs to answer them again.'
        : 'It does not let this site store anything, so these answers are gone. With an account your votes go straight to the server.'}
    </EmptyState>
  );
}
