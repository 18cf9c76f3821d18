'use client';

import * as RadixTooltip from 'radix-ui/tooltip';
import type { ReactElement } from 'react';
import { floatingPlace } from './floating-place';

/** A few words on a control, by pointer or focus. Never what cannot be done without: touch has no hover. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <RadixTooltip.Provider delayDuration={400}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal container={floatingPlace()}>
          <RadixTooltip.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-40 max-w-64 rounded bg-ink px-2 py-1 text-sm text-paper shadow-float"
          >
            {text}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
