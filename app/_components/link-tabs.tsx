'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

export type LinkTab = {
  label: string;
  href: string;
  count?: number;
  /** Says which one is shown where the path alone does not (a query). */
  current?: boolean;
};

/** The pages of one thing, each with its own address. */
export function LinkTabs({ name, items }: { name: string; items: readonly LinkTab[] }) {
  const path = usePathname();
  const bar = useRef<HTMLElement>(null);

  // Where not all are in sight, the one that is shown is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: which one is shown goes by the path
  useEffect(() => {
    const shown = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (!bar.current || !shown) return;
    const { left, right } = bar.current.getBoundingClientRect();
    const tab = shown.getBoundingClientRect();
    if (tab.right > right) bar.current.scrollLeft += tab.right - right;
    else if (tab.left < left) bar.current.scrollLeft -= left - tab.left;
  }, [path]);

  return (
    <nav ref={bar} aria-label={name} className="overflow-x-auto border-b border-line">
      <ul className="flex">
        {items.map((item) => {
          const current = item.current ?? item.href === path;
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={current ? 'page' : undefined}
                className={clsx(
                  'flex min-h-10 items-center gap-2 border-b-2 px-3 text-sm whitespace-nowrap -outline-offset-2',
                  current
                    ? 'border-accent font-medium text-ink'
                    : 'border-transparent text-ink-soft hover:text-ink',
                )}
              >
                {item.label}
                {item.count !== undefined && (
                  <span className="text-xs font-normal text-ink-soft tabular-nums">
                    {item.count.toLocaleString('en')}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
