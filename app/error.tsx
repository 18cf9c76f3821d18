'use client';

import { Button } from '@/_components/button';
import { ErrorState } from '@/_components/error-state';

/** What stands in place of a page that broke. The id is in the server's log. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const id = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      title="This page broke"
      kept="Everything you had sent before is kept."
      id={id}
      action={<Button onClick={retry}>Try again</Button>}
    >
      The fault is ours and has been written down. Try again; if it stays, tell the organiser the number
      below.
    </ErrorState>
  );
}
