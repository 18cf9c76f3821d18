'use client';

import { Dialog } from './dialog';
import { Key, type KeyHint } from './keys';

/** What the keys do here. */
export function KeysDialog({ hints, onClose }: { hints: readonly KeyHint[]; onClose: () => void }) {
  return (
    <Dialog title="Keys" open onOpenChange={onClose}>
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
  );
}
