'use client';

import { Keyboard } from 'lucide-react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Key, type KeyHint } from './keys';

type KeysDialogProps = { hints: readonly KeyHint[]; open: boolean; onOpenChange: (open: boolean) => void };

/** What the keys do here. */
export function KeysDialog({ hints, open, onOpenChange }: KeysDialogProps) {
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
      <Dialog title="Keys" open={open} onOpenChange={onOpenChange}>
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-3">
          {hints.map(({ keys, does }) => (
            <div key={does} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
