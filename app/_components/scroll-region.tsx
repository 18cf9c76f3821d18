import type { ReactNode } from 'react';

/** Holds what may be wider than the screen; reached by Tab and moved by the arrow keys. */
export function ScrollRegion({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={name} tabIndex={0} className="relative overflow-x-auto">
      {children}
    </section>
  );
}
