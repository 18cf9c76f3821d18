'use client';

import { useEffect, useRef } from 'react';

/**
 * Acts on keys of the workspace that no control under the focus wants for itself. Not while one types, not behind a dialog,
 * not together with Ctrl, Alt or the command key.
 */
export function usePageKeys(act: (key: string, target: Element) => boolean): void {
  const latest = useRef(act);
  latest.current = act;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as Element;
      if (target.closest('input, textarea, select, [role=dialog], header, footer')) return;
      if (latest.current(event.key, target)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
