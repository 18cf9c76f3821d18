'use client';

import { useActionState } from 'react';
import { Callout } from '@/_components/callout';
import { SubmitButton } from '@/_components/submit-button';
import { acceptAction } from './accept-action';

export function AcceptRulesForm({ slug, version }: { slug: string; version: number }) {
  const [sent, accept] = useActionState(acceptAction, null);
  return (
    <form action={accept} className="flex flex-col gap-4">
      {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="version" value={version} />
      <div>
        <SubmitButton pendingLabel="Accepting">I accept version {version} of the rules</SubmitButton>
      </div>
    </form>
  );
}
