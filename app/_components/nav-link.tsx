'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** A link of the site's navigation that knows whether one is in its part of the site. */
export function NavLink({ href, label, row = false }: { href: string; label: string; row?: boolean }) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={here ? (path === href ? 'page' : 'true') : undefined}
      className={clsx(
        row ? 'block px-4 py-3 text-base' : 'flex h-14 items-center border-b-2 px-3 text-sm',
        here ? 'font-medium text-ink' : 'text-ink-soft hover:text-ink',
        !row && (here ? 'border-accent' : 'border-transparent'),
        row && here && 'bg-well',
      )}
    >
      {label}
    </Link>
  );
}
