'use client';

import { useRef, useState } from 'react';

/**
 * Whether a dialog is open, and a function that opens or closes it. It may be opened by a key, wherever the focus is; when it
 * closes the focus goes back there, or to `backTo`.
 */
export function useOverlay(backTo?: () => HTMLElement | null): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  const opener = useRef<Element | null>(null);

  const change = (to: boolean) => {
    if (to) opener.current = document.activeElement;
    else {
      // Once the dialog has let the focus go.
      setTimeout(() => {
        const target = backTo ? backTo() : opener.current;
        if (target instanceof HTMLElement) target.focus();
      });
    }
    setOpen(to);
  };
  return [open, change];
}
