'use client';

import { useState } from 'react';
import type { FlagReason } from '#lib/labelling/flag-reason';
import { useNotice } from '@/_components/notices';
import { sendFlag, takeBackFlag } from './label-api';

/** What the labeler told the organiser of one unit since the workspace was opened, and how to tell it. */
export interface UnitFlag {
  told: { reason: FlagReason; comment: string } | undefined;
  tell(reason: FlagReason, comment?: string): void;
  /** Does nothing where nothing was told. */
  withdraw(): void;
}

/** The flags of a workspace. They are shown at once; what the server refuses is said, and shown no more. */
export function useFlags(): { of(assignmentId: string, unitId: number): UnitFlag } {
  const say = useNotice();
  const [flags, setFlags] = useState<ReadonlyMap<number, UnitFlag['told']>>(new Map());
  const show = (unitId: number, told: UnitFlag['told']) =>
    setFlags((before) => new Map(before).set(unitId, told));

  return {
    of: (assignmentId, unitId) => {
      const told = flags.get(unitId);
      const bring = (request: Promise<unknown>, after: UnitFlag['told']) => {
        show(unitId, after);
        request.catch((error: Error) => {
          show(unitId, told);
          say(`The organiser was not told: ${error.message}`, 'bad');
        });
      };
      return {
        told,
        tell: (reason, comment = '') =>
          bring(sendFlag(assignmentId, { unitId, reason, comment }), { reason, comment }),
        withdraw: () => told && bring(takeBackFlag(assignmentId, unitId), undefined),
      };
    },
  };
}
