import type { Metadata } from 'next';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { SiteFrame } from '@/_components/site-frame';
import { currentPerson } from '@/_server/session';

export const metadata: Metadata = { title: 'Nothing here' };

export default async function NotFound() {
  return (
    <SiteFrame person={await currentPerson()}>
      <EmptyState
        title="There is nothing at this address"
        page
        action={<LinkButton href="/explore">Explore the nouns</LinkButton>}
      >
        It may have been moved or taken down, or it is shown only to some. If you typed the address, look at
        it once more.
      </EmptyState>
    </SiteFrame>
  );
}
