import type { ReactNode } from 'react';

/** Words that a screen reader speaks when they change and nobody sees. `urgent` interrupts. */
export function LiveRegion({ children, urgent = false }: { children: ReactNode; urgent?: boolean }) {
  return (
    <div role={urgent ? 'alert' : 'status'} className="sr-only">
      {children}
    </div>
  );
}
