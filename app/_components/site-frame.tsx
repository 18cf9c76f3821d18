import type { ReactNode } from 'react';
import type { Person } from './account-menu';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';

/** Header, main and footer: what the root layout puts around every page. */
export function SiteFrame({ person, children }: { person?: Person | null; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader person={person} />
      <main id="main" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
