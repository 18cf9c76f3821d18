'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import * as RadixMenu from 'radix-ui/dropdown-menu';
import type { ReactElement, ReactNode } from 'react';
import { floatingPlace } from './floating-place';

export type MenuItem =
  | 'line'
  | {
      label: string;
      icon?: ReactNode;
      danger?: boolean;
      disabled?: boolean;
      href?: string;
      onSelect?: () => void;
    };

type DropdownMenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  name: string;
  /** Acts and links; 'line' parts them. */
  items: readonly MenuItem[];
};

/** Further acts on one thing, behind one button. Never the only way to a page. */
export function DropdownMenu({ trigger, name, items }: DropdownMenuProps) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal container={floatingPlace()}>
        <RadixMenu.Content
          aria-label={name}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-30 min-w-48 rounded border border-line bg-sheet py-1 text-sm text-ink shadow-float"
        >
          {items.map((item, index) =>
            item === 'line' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else to be told apart by
              <RadixMenu.Separator key={`line-${index}`} className="my-1 border-t border-line" />
            ) : (
              <RadixMenu.Item
                key={item.label}
                asChild={item.href !== undefined}
                disabled={item.disabled}
                onSelect={item.onSelect}
                className={clsx(
                  'flex min-h-8 items-center gap-2 px-3 py-1.5 outline-none data-[disabled]:text-ink-soft data-[highlighted]:bg-well',
                  item.danger && 'text-bad',
                )}
              >
                {item.href === undefined ? (
                  <>
                    {item.icon}
                    {item.label}
                  </>
                ) : (
                  <Link href={item.href}>
                    {item.icon}
                    {item.label}
                  </Link>
                )}
              </RadixMenu.Item>
            ),
          )}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}
