'use client';

import * as RadixTabs from 'radix-ui/tabs';
import type { ReactNode } from 'react';

export type Tab = { id: string; label: string; content: ReactNode };

/** Views of the same thing on the same page, by arrow keys. Where each deserves an address, use LinkTabs. */
export function Tabs({ name, items, start }: { name: string; items: readonly Tab[]; start?: string }) {
  return (
    <RadixTabs.Root defaultValue={start ?? items[0]?.id}>
      <RadixTabs.List aria-label={name} className="flex overflow-x-auto border-b border-line">
        {items.map((item) => (
          <RadixTabs.Trigger
            key={item.id}
            value={item.id}
            className="min-h-10 border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-ink-soft -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {item.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {items.map((item) => (
        <RadixTabs.Content key={item.id} value={item.id} className="pt-6">
          {item.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
