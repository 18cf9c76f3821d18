import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { LinkButton } from './button';
import { MenuPopover } from './menu-popover';

/** Who is signed in, as far as the interface needs to know. */
export type Person = { name: string; roles: readonly string[] };

const links = [
  { href: '/account', label: 'Account' },
  { href: '/label/mine', label: 'My labelling' },
  { href: '/submissions', label: 'My submissions' },
  { href: '/sign-out', label: 'Sign out' },
];

/** The end of the header: the doors in for a stranger, one's own pages for who is signed in. */
export function AccountMenu({ person }: { person: Person | null }) {
  if (person === null) {
    return (
      <div className="flex items-center gap-2">
        <LinkButton href="/sign-in" prefetch={false} variant="quiet" size="small">
          Sign in
        </LinkButton>
        <span className="hidden sm:block">
          <LinkButton href="/sign-up" prefetch={false} size="small">
            Sign up
          </LinkButton>
        </span>
      </div>
    );
  }
  return (
    <MenuPopover
      id="account-menu"
      trigger={
        <>
          <span
            aria-hidden
            className="flex size-7 items-center justify-center rounded bg-accent text-sm font-medium text-on-accent"
          >
            {Array.from(person.name)[0]?.toUpperCase()}
          </span>
          <span className="sr-only max-w-40 truncate lg:not-sr-only">{person.name}</span>
          <span className="sr-only">, account</span>
          <ChevronDown aria-hidden size={16} className="hidden sm:block" />
        </>
      }
    >
      <p className="border-b border-line px-4 pt-2 pb-3 text-sm">
        <span className="block truncate font-medium">{person.name}</span>
        <span className="block text-ink-soft">{person.roles.join(', ')}</span>
      </p>
      <ul className="py-1">
        {links.map((link) => (
          <li key={link.href}>
            <Link href={link.href} prefetch={false} className="block px-4 py-2 text-sm hover:bg-well">
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </MenuPopover>
  );
}
