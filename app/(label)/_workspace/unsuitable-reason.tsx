'use client';

import { clsx } from 'clsx';
import { type FlagReason, flagReasons, flagReasonWords } from '#lib/labelling/flag-reason';
import { Key } from '@/_components/keys';
import { usePageKeys } from '@/_components/page-keys';
import { flagKeys, reasonOfKey } from './flag-keys';
import type { UnitFlag } from './unit-flag';

const reasons = flagReasons.filter((reason) => reason !== 'other');

/**
 * Asks why the image before was unsuitable, above the next one: nobody waits for it, who has no reason to give goes on.
 * The same reason again takes it back.
 */
export function UnsuitableReason({ flag }: { flag: UnitFlag }) {
  const chosen = flag.told?.reason;
  const choose = (reason: FlagReason) => (reason === chosen ? flag.withdraw() : flag.tell(reason));

  usePageKeys((key) => {
    const reason = reasonOfKey(key);
    if (!reason || reason === 'other') return false;
    choose(reason);
    return true;
  });

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say form
    <div
      role="group"
      aria-labelledby="unsuitable-why"
      className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 border-l-4 border-line pl-3 text-sm"
    >
      <p id="unsuitable-why">{chosen ? 'The organiser is told why.' : 'Why was the last one unsuitable?'}</p>
      {reasons.map((reason) => (
        <button
          key={reason}
          type="button"
          aria-pressed={reason === chosen}
          onClick={() => choose(reason)}
          className={clsx(
            'flex min-h-11 items-center gap-1.5 rounded px-2 hover:bg-well',
            reason === chosen && 'bg-accent-wash font-medium text-accent',
          )}
        >
          <span aria-hidden className="max-sm:hidden">
            <Key>{flagKeys[reason]}</Key>
          </span>
          {flagReasonWords[reason]}
        </button>
      ))}
    </div>
  );
}
