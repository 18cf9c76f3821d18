'use client';

import { ListTree } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '@/_components/button';
import { NounSearch } from './noun-search';
import { NounTree } from './noun-tree';

/** The search above the tree, beside the page; on a small screen the tree opens by a button. */
export function TreePanel() {
  const [open, setOpen] = useState(false);
  const path = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is the reason to close
  useEffect(() => setOpen(false), [path]);

  return (
    <div className="flex flex-col gap-3 pt-4 lg:sticky lg:top-0 lg:h-dvh lg:pb-4">
      <div className="flex gap-2 lg:block">
        <div className="min-w-0 flex-1">
          <NounSearch />
        </div>
        <div className="lg:hidden">
          <Button
            aria-expanded={open}
            aria-controls="noun-tree"
            icon={<ListTree aria-hidden size={18} />}
            onClick={() => setOpen(!open)}
          >
            Tree
          </Button>
        </div>
      </div>
      <nav
        id="noun-tree"
        aria-label="Tree of nouns"
        data-tree-box
        className={`relative overflow-y-auto lg:block lg:min-h-0 lg:flex-1 ${open ? 'h-[60dvh] border-b border-line' : 'hidden'}`}
      >
        <NounTree shown={open} />
      </nav>
    </div>
  );
}
