'use client';

import { useEffect, useRef } from 'react';

/**
 * Whether a key only goes on because it is held down: one press of Enter, a letter or a digit acts once. Arrows and Space may
 * be held.
 */
export function isHeldDown({ key, repeat }: { key: string; repeat: boolean }): boolean {
  return repeat && (key === 'Enter' || (key.length === 1 && key !== ' '));
}

/**
 * Acts on keys of the workspace that no control under the focus wants for itself. Not while one types, not behind a dialog,
 * not together with Ctrl, Alt or the command key.
 */
export function usePageKeys(act: (key: string, target: Element, shift: boolean) => boolean): void {
  const latest = useRef(act);
  latest.current = act;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as Element;
      if (target.closest('input, textarea, select, dialog, header, footer')) return;
      // Also keeps a button under the focus from being clicked again and again.
      if (isHeldDown(event) || latest.current(event.key, target, event.shiftKey)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
