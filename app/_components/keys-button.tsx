'use client';

import { Keyboard } from 'lucide-react';
import { Button } from './button';
import type { KeyHint } from './keys';
import { KeysDialog } from './keys-dialog';

type KeysButtonProps = { hints: readonly KeyHint[]; open: boolean; onOpenChange: (open: boolean) => void };

/** Shows what the keys do here. */
export function KeysButton({ hints, open, onOpenChange }: KeysButtonProps) {
  return (
    <>
      <Button
        variant="quiet"
        aria-haspopup="dialog"
        icon={<Keyboard aria-hidden size={18} />}
        onClick={() => onOpenChange(true)}
      >
        Keys
      </Button>
      {open && <KeysDialog hints={hints} onClose={() => onOpenChange(false)} />}
    </>
  );
}
