'use client';

import { useSyncExternalStore } from 'react';
import { type MomentParts, momentText, twoClocksText } from './moment-text';

const never = () => () => {};
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const unknownZone = () => null;

/**
 * A moment in the reader's time zone; without script in UTC, which is the server's. `both` shows the two clocks, for
 * deadlines; `date` and `time` show one of them with both in the title.
 */
export function Moment({ at, show = 'both' }: { at: Date | string; show?: MomentParts }) {
  const zone = useSyncExternalStore(never, ownZone, unknownZone);
  const moment = new Date(at);
  const clocks = twoClocksText(moment, zone);
  return (
    <time
      dateTime={moment.toISOString()}
      title={show === 'both' ? undefined : clocks}
      className="tabular-nums"
    >
      {show === 'both' ? clocks : momentText(moment, zone ?? 'UTC', show)}
    </time>
  );
}
