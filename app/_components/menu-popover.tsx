'use client';

import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A button of the header with the panel it opens, by the browser's own popover: Escape, a click elsewhere and the return
 * of focus cost no script. Only closing it after a navigation within the site does.
 */
export function MenuPopover(props: { id: string; trigger: ReactNode; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  const path = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to close
  useEffect(() => {
    panel.current?.hidePopover();
  }, [path]);

  return (
    <>
      <button
        type="button"
        popoverTarget={props.id}
        className="flex min-h-10 min-w-10 items-center justify-center gap-2 rounded px-2 text-sm text-ink hover:bg-well"
      >
        {props.trigger}
      </button>
      <div
        ref={panel}
        id={props.id}
        popover="auto"
        className="header-popover w-60 rounded border border-line bg-sheet py-1 text-ink shadow-float"
      >
        {props.children}
      </div>
    </>
  );
}
