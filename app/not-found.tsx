import type { Metadata } from 'next';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';

export const metadata: Metadata = { title: 'Nothing here' };

export default function NotFound() {
  return (
    <EmptyState
      title="There is nothing at this address"
      page
      action={<LinkButton href="/explore">Explore the nouns</LinkButton>}
    >
      It may have been moved or taken down, or it is shown only to some. If you typed the address, look at it
      once more.
    </EmptyState>
  );
}
